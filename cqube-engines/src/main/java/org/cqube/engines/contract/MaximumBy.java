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
import java.util.Map;

/**
 * A greatest value that depends on another column of the record: 40 marks up to class 5, 80 above.
 *
 * @param field name of the other column
 * @param values greatest value by canonical value of the other column; a value that is not named,
 *     and null, set no maximum
 */
public record MaximumBy(String field, Map<String, BigDecimal> values) {
    public MaximumBy {
        values = Map.copyOf(values);
    }
}
