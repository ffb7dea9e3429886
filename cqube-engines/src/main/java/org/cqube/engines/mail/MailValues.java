/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cqube.engines.finding.Violation;

/** Makes values that are safe to put into a mail: no markup, no header, no data of a person. */
public final class MailValues {
    private static final int LONGEST_LINE = 200;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    /** Beyond the first line, messages of the database quote rows. */
    private static final Pattern LINE_END = Pattern.compile("\\R");

    /** In its first line the database may quote a value. */
    private static final Pattern QUOTED_VALUE =
            Pattern.compile("((?:invalid|out of range|too long)[^\"]*)\".*\"|=\\([^)]*\\)");

    private MailValues() {}

    /** On one line, and no longer than a header should be: nothing in it begins another header. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** An error message without the values that a database quotes in its own. */
    public static String withoutValues(String message) {
        String first = LINE_END.split(message, 2)[0];
        return QUOTED_VALUE.matcher(first).replaceAll("$1(value left out)");
    }

    /** Counts by rule, a line each, the most frequent first. */
    public static String counts(Map<String, Long> byRule) {
        SortedMap<String, Long> sorted = new TreeMap<>(byRule);
        return sorted.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(count -> "  %8d  %s".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * Findings by line, column and rule. Neither values nor messages: they may tell who a pupil is.
     */
    public static String findings(Collection<Violation> findings) {
        return findings.stream()
                .map(
                        finding ->
                                "  line %d  %s  %s"
                                        .formatted(
                                                finding.line(),
                                                finding.column() == null
                                                                || finding.column().isEmpty()
                                                        ? "-"
                                                        : oneLine(finding.column()),
                                                finding.rule().id()))
                .collect(Collectors.joining("\n"));
    }
}
