/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.finding;

import java.util.Objects;

/**
 * One finding about one place of a file.
 *
 * @param rule the violated rule
 * @param line line on which the record begins, counted from 1 with the header as line 1; 0 for a
 *     finding about the whole file
 * @param column header of the column as the emitter wrote it, or empty
 * @param value the value as emitted, cut to {@value #MAX_VALUE} characters; empty if there is none
 *     or the column holds personal data
 * @param message what was expected and what was found, for the emitter; holds no personal data
 */
public record Violation(Rule rule, long line, String column, String value, String message) {

    /** Longest value a report shows, in characters. */
    public static final int MAX_VALUE = 200;

    public Violation {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(column);
        Objects.requireNonNull(message);
        value = value.length() <= MAX_VALUE ? value : cut(value);
    }

    /** A finding about the whole file. */
    public static Violation ofFile(Rule rule, String message) {
        return new Violation(rule, 0, "", "", message);
    }

    /** Cuts without leaving half a character (a high surrogate) at the end. */
    private static String cut(String value) {
        int end =
                Character.isHighSurrogate(value.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
        return value.substring(0, end);
    }
}
