/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.math.BigDecimal;

/**
 * Bounds that belong to the range.
 *
 * @param minimum least value; null if unbounded
 * @param maximum greatest value; null if unbounded
 */
public record Range(BigDecimal minimum, BigDecimal maximum) {

    /** Whether a number lies in the range. */
    public boolean contains(BigDecimal value) {
        return (minimum == null || value.compareTo(minimum) >= 0)
                && (maximum == null || value.compareTo(maximum) <= 0);
    }
}
