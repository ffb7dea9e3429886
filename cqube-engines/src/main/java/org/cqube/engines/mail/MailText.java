/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one kind of mail in one language.
 *
 * <p>The first line is {@code Subject: ...}, the second is blank, the rest is the body. Lines above
 * the subject that begin with {@code #} are notes for whoever translates. <code>${name}</code> in
 * subject or body is replaced by a value; anything else is plain text.
 *
 * @param subject one line
 * @param body lines that end in LF
 */
public record MailText(String subject, String body) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z]+)}");
    private static final String SUBJECT = "Subject:";

    /** A mail with its values in it. */
    public record Filled(String subject, String body) {}

    /**
     * Reads a text, and refuses names that this kind of mail has no value for.
     *
     * @throws MailTextException if the text has no subject line, or uses an unknown name
     */
    public static MailText parse(String text, MailKind kind) throws MailTextException {
        String unix = text.replace("\r\n", "\n").replace("\uFEFF", "");
        int start = 0;
        while (unix.startsWith("#", start)) {
            int end = unix.indexOf('\n', start);
            start = end < 0 ? unix.length() : end + 1;
        }
        int end = unix.indexOf('\n', start);
        if (end < 0 || !unix.startsWith(SUBJECT, start)) {
            throw new MailTextException("the first line is not '" + SUBJECT + " ...'");
        }
        String body = unix.substring(end + 1);
        if (!body.startsWith("\n") || body.isBlank()) {
            throw new MailTextException("below the subject a blank line and a text are missing");
        }
        MailText result =
                new MailText(
                        unix.substring(start + SUBJECT.length(), end).strip(), body.strip() + "\n");
        Set<String> unknown = new TreeSet<>(result.names());
        unknown.removeAll(kind.names());
        if (!unknown.isEmpty()) {
            throw new MailTextException(
                    "there is no value for %s; there is one for %s"
                            .formatted(unknown, new TreeSet<>(kind.names())));
        }
        return result;
    }

    /** Names of the values that the text asks for. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        PLACEHOLDER
                .matcher(subject + "\n" + body)
                .results()
                .map(r -> r.group(1))
                .forEach(names::add);
        return names;
    }

    /**
     * Puts the values in. What is not there reads as a dash.
     *
     * @param values by name; control characters in them become spaces, and line ends too, but for
     *     the body's
     */
    public Filled fill(Map<String, String> values) {
        return new Filled(MailValues.oneLine(fill(subject, values)), fill(body, values));
    }

    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(value(found, values)));
    }

    private static String value(MatchResult found, Map<String, String> values) {
        String value = values.get(found.group(1));
        return value == null || value.isBlank() ? "-" : MailValues.clean(value);
    }
}
