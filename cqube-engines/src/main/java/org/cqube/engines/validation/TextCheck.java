/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.duplicates.TypedRow;

/** Text of any script. Canonical: as emitted, trimmed. */
final class TextCheck extends FieldCheck {

    private final Pattern pattern;
    private final Set<String> codes;

    TextCheck(FieldContract field) {
        super(field);
        pattern = field.pattern();
        codes = field.allowed();
    }

    @Override
    Problem check(byte[] bytes, int from, int to, TypedRow row) {
        if (tooLong(bytes, from, to)) {
            return refused(Problem.TOO_LONG, row);
        }
        row.add(bytes, from, to);
        if (codes.isEmpty() && pattern == null) {
            return null;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!codes.isEmpty() && !codes.contains(text)) {
            return Problem.NOT_IN_LIST;
        }
        return pattern == null || pattern.matcher(text).matches() ? null : Problem.NO_MATCH;
    }
}
