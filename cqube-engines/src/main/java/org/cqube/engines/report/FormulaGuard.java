/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from executing what an emitter wrote: a cell that would begin a formula gets
 * an apostrophe in front, which spreadsheets take for "this is text". Nothing is lost: {@link
 * #restore} gives the value back.
 */
public final class FormulaGuard {

    /**
     * What begins a formula, full-width forms included, also behind a tab or line break; values
     * that look guarded already are guarded once more, so that restoring is exact.
     */
    private static final Pattern DANGEROUS =
            Pattern.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]");

    private static final String GUARD = "'";

    private FormulaGuard() {}

    /** The value as it may stand in a CSV that is opened by a spreadsheet. */
    public static String guard(String value) {
        return DANGEROUS.matcher(value).lookingAt() ? GUARD + value : value;
    }

    /** The value that was guarded. */
    static String restore(String cell) {
        return cell.startsWith(GUARD) && DANGEROUS.matcher(cell).lookingAt()
                ? cell.substring(GUARD.length())
                : cell;
    }
}
