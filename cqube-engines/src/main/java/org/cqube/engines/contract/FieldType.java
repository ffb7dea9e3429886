/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

/** What values of a field look like in the emitted file. */
public enum FieldType {
    /** Whole number, optional sign, no separators, no decimals. */
    INTEGER,
    /** As {@link #INTEGER}, or a boolean word, which counts as 1 or 0. */
    FLAG_OR_COUNT,
    /** Decimal number with a dot. */
    NUMBER,
    /** Text of any script. */
    STRING,
    /** {@code yyyy-MM-dd}. */
    DATE,
    /** {@code HH:mm} or {@code HH:mm:ss}. */
    TIME,
    /** {@code yyyy-MM-dd HH:mm:ss} with 0 to 9 fraction digits, of which 6 are kept. */
    DATETIME,
    /** {@code TRUE}/{@code FALSE}, {@code t}/{@code f}, {@code 1}/{@code 0}, without case. */
    BOOLEAN,
    /** {@code YYYY-YY}, the second year following the first. */
    ACADEMIC_YEAR
}
