/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.time.Instant;

/**
 * An object that was put into the emission bucket.
 *
 * @param key of the object
 * @param since not later than its last-modified: earlier arrivals under this key are others
 */
public record Emitted(String key, Instant since) {}
