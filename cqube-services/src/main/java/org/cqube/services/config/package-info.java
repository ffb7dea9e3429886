/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * The state's configuration in the database: {@link org.cqube.services.config.ConfiguredSources}
 * gives the sources as it changes them, {@link org.cqube.services.config.KnownFields} says what can
 * be configured. Both are safe for use by several threads, each with its own connection.
 */
package org.cqube.services.config;
