/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A source from which nothing came when it was expected.
 *
 * @param expectedBy the deadline that passed first
 * @param lastEmission when the last zip arrived; empty if none ever did
 */
public record LateSource(String source, Instant expectedBy, Optional<Instant> lastEmission) {}
