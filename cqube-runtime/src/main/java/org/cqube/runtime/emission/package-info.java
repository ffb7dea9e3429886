/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * How files get into the emission bucket: {@link org.cqube.runtime.emission.Emitter} packs and
 * puts, {@link org.cqube.runtime.emission.EmissionWatch} follows what becomes of them, {@link
 * org.cqube.runtime.emission.Samples} does both with the project's own.
 */
package org.cqube.runtime.emission;
