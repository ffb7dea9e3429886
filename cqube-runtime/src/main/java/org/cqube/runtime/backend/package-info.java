/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * The process that stands in for an operator's database, object store and mail server: {@link
 * org.cqube.runtime.backend.Backend} is its main class. For trying out and for tests; nothing of it
 * is needed in production.
 */
package org.cqube.runtime.backend;
