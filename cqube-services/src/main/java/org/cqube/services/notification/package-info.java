/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Who has to be told what, and who was: {@link org.cqube.services.notification.Noteworthy} finds
 * it, {@link org.cqube.services.notification.Notifications} keeps the mails, {@link
 * org.cqube.services.notification.Expected} knows which sources are late. Each object belongs to
 * one connection and one thread.
 */
package org.cqube.services.notification;
