/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Tests of the running whole, through {@code ./cqube}'s own main class in processes of its own. All
 * share one boot: a class says {@link org.cqube.runtime.system.SystemTest} and takes {@link
 * org.cqube.runtime.system.RunningCqube} as a parameter.
 */
package org.cqube.runtime.system;
