/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Who may do what in the database, tried on a real server with the roles, grants and policies of an
 * installation. Entry point: {@link org.cqube.services.access.SecuredDatabase}.
 */
package org.cqube.services.access;
