/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * What a runtime keeps between two calls of {@code ./cqube}: one directory ({@link
 * org.cqube.runtime.state.StateDirectory}) and in it {@code runtime.json} ({@link
 * org.cqube.runtime.state.RuntimeFile}) with ports, secrets and the identities of its two
 * processes. Calls that change it hold {@link org.cqube.runtime.state.StateLock}.
 */
package org.cqube.runtime.state;
