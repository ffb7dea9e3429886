/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The HTML part of a mail, made of its plain text, so that a state writes one text and not two:
 * paragraphs, tables of {@code Name: value} lines, and what is indented as it stands. No link, no
 * picture, nothing that loads.
 */
public final class MailHtml {
    /** Two blanks or more after the colon mark a table; in a sentence there is one. */
    private static final Pattern ROW = Pattern.compile("(\\S[^:]{0,40}):\\s{2,}(.*)");

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n");

    private MailHtml() {}

    /** A whole page; everything in the text is shown as text. */
    public static String of(String text) {
        String blocks =
                BLANK_LINE
                        .splitAsStream(text.stripTrailing())
                        .map(MailHtml::block)
                        .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html>
                <head><meta charset="UTF-8"></head>
                <body style="font-family: sans-serif">
                %s
                </body>
                </html>
                """
                .formatted(blocks);
    }

    private static String block(String block) {
        List<String> lines = block.lines().toList();
        List<Matcher> rows = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row);
            }
        }
        if (!lines.isEmpty() && rows.size() == lines.size()) {
            return rows.stream()
                    .map(
                            row ->
                                    "<tr><td>%s</td><td>%s</td></tr>"
                                            .formatted(escape(row.group(1)), escape(row.group(2))))
                    .collect(Collectors.joining("\n", "<table>\n", "\n</table>"));
        }
        if (lines.stream().anyMatch(line -> line.startsWith("  "))) {
            return "<pre>" + escape(block) + "</pre>";
        }
        return lines.stream()
                .map(MailHtml::escape)
                .collect(Collectors.joining("<br>\n", "<p>", "</p>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
