/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a page. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... titles) {
        row((Object[]) titles);
        lines.add("|" + "---|".repeat(titles.length));
    }

    void row(Object... cells) {
        lines.add(
                List.of(cells).stream()
                        .map(Object::toString)
                        .map(cell -> cell.replace("\n", " ").replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    boolean isEmpty() {
        return lines.size() == 2;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** As code, or nothing. */
    static String code(Object text) {
        return text == null || text.toString().isEmpty() ? "" : "`" + text + "`";
    }

    /** As a list of code. */
    static String codes(Iterable<?> texts) {
        List<String> codes = new ArrayList<>();
        texts.forEach(text -> codes.add(code(text)));
        return String.join(", ", codes);
    }
}
