/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * The way out for mail: {@link org.cqube.services.mail.MailServer} sends one mail, {@link
 * org.cqube.services.mail.StandardMailServer} does it over SMTP. Thread-safe.
 */
package org.cqube.services.mail;
