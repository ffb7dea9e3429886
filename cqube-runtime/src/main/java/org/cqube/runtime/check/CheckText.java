/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cqube.engines.validation.ValidationResult;

/** The summary of a check for people. */
public final class CheckText {

    private final List<String> lines = new ArrayList<>();

    private CheckText() {}

    /** One block of lines for each file. */
    public static List<String> lines(List<CheckedCsv> files) {
        CheckText text = new CheckText();
        files.forEach(text::add);
        return text.lines;
    }

    private void add(CheckedCsv csv) {
        ValidationResult result = csv.result();
        if (csv.refusal() != null) {
            lines.add(
                    "%s: refused as a whole, %s".formatted(csv.file(), csv.refusal().getMessage()));
            optional("expected", csv.refusal().expected());
            optional("found", csv.refusal().found());
        } else {
            lines.add(csv.file() + (csv.clean() ? ": clean" : ": with findings"));
        }
        lines.add("  records in  " + result.recordsIn());
        lines.add("  accepted    " + result.accepted());
        lines.add("  rejected    " + result.rejected());
        counts("", result.rejectedByRule());
        if (result.blankLines() > 0) {
            lines.add("  blank lines " + result.blankLines());
        }
        counts("cells not taken", result.cellsByRule());
        counts("warnings", result.warnings());
        optional("findings", csv.rejects() == null ? "" : csv.rejects().toString());
        optional("to mend", csv.rejectedRecords() == null ? "" : csv.rejectedRecords().toString());
    }

    private void optional(String name, String value) {
        if (!value.isEmpty()) {
            lines.add("  %-11s %s".formatted(name, value));
        }
    }

    private void counts(String title, Map<String, Long> byRule) {
        if (!title.isEmpty() && !byRule.isEmpty()) {
            lines.add("  " + title);
        }
        byRule.forEach((rule, count) -> lines.add("    %-22s %d".formatted(rule, count)));
    }
}
