/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import static org.cqube.engines.emission.ManifestColumns.CORRECTS;
import static org.cqube.engines.emission.ManifestColumns.EMISSION_TIME;
import static org.cqube.engines.emission.ManifestColumns.FILE_NAME;
import static org.cqube.engines.emission.ManifestColumns.MODE;
import static org.cqube.engines.emission.ManifestColumns.SHA256;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.overlap.Correction;

/**
 * Reads the cells of one manifest line.
 *
 * @param manifest its name, for messages
 * @param number the line in it, 1-based
 * @param cells by canonical column name, stripped; "" where empty
 */
record ManifestCells(String manifest, long number, Map<String, String> cells) {

    /** Times as a manifest writes them: a date that does not exist is none. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

    /** All of the line; the needed columns must have a value, the others a sensible one or none. */
    ManifestLine line(List<String> needed, boolean strict) throws Refusal {
        for (String column : needed) {
            if (!cells.containsKey(column)) {
                throw fault(column, "", "its header lacks the column " + column);
            }
            if (text(column).isEmpty()) {
                throw fault(column, "", column + " is empty");
            }
        }
        String sha256 = text(SHA256).toLowerCase(Locale.ROOT);
        if (!sha256.isEmpty() && !SHA256_HEX.matcher(sha256).matches()) {
            throw fault(SHA256, sha256, "sha256 is not 64 hexadecimal digits");
        }
        Long columns = number(ManifestColumns.COLUMNS);
        ManifestLine correction = corrections();
        return new ManifestLine(
                text(FILE_NAME),
                number(ManifestColumns.FILE_SIZE),
                number(ManifestColumns.RECORDS),
                columns == null ? null : (int) Math.min(columns, Integer.MAX_VALUE),
                sha256.isEmpty() ? null : sha256,
                time(strict),
                correction.corrects(),
                correction.mode());
    }

    /** The file's name and what it corrects, nothing else. */
    ManifestLine corrections() throws Refusal {
        Long corrects = number(CORRECTS);
        String mode = text(MODE).toLowerCase(Locale.ROOT);
        if (!mode.isEmpty() && !mode.equals(Correction.REPLACE_MODE)) {
            throw fault(MODE, mode, "mode is neither empty nor replace");
        }
        if (!mode.isEmpty() && corrects == null) {
            throw fault(
                    MODE,
                    mode,
                    "mode=replace needs, in the column corrects, the emission to correct");
        }
        return new ManifestLine(text(FILE_NAME), null, null, null, null, null, corrects, mode);
    }

    /** A whole number of 0 or more, null if there is none. */
    Long number(String column) throws Refusal {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        if (!DIGITS.matcher(text).matches()) {
            throw fault(column, text, column + " is no number");
        }
        return Long.valueOf(text);
    }

    private LocalDateTime time(boolean strict) throws Refusal {
        String text = text(EMISSION_TIME);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text, TIME);
        } catch (DateTimeException e) {
            if (strict) {
                throw fault(
                        EMISSION_TIME,
                        text,
                        "emission_time does not have the form yyyy-MM-dd HH:mm:ss");
            }
            // informative only: old emitters write it as they like
            return null;
        }
    }

    private String text(String column) {
        return cells.getOrDefault(column, "");
    }

    private Refusal fault(String column, String value, String why) {
        return new Refusal(
                new Violation(
                        Rule.MANIFEST_FORMAT,
                        number,
                        column,
                        value,
                        "%s, line %d: %s".formatted(manifest, number, why)),
                "",
                value,
                0);
    }
}
