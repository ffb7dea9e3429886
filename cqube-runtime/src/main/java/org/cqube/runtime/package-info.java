/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * The command {@code ./cqube}: a real NiFi with PostgreSQL, S3 and mail on one machine, and what an
 * operator does with it. {@link org.cqube.runtime.Cqube} is the entry; commands stand in {@code
 * command}, what they do in {@code operation} and the packages below it.
 */
package org.cqube.runtime;
