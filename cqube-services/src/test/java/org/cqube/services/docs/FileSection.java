/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.contract.Target;
import org.cqube.engines.finding.Outcome;
import org.cqube.services.sql.FlowTemplates;

/** What a page says of one file of a source. */
final class FileSection {

    private final SourceContract source;
    private final FileContract file;

    FileSection(SourceContract source, FileContract file) {
        this.source = source;
        this.file = file;
    }

    String text() {
        String name =
                file.names().perFile() ? file.baseName() + "_<source>[_<file>]" : file.baseName();
        return """
                ## File `%s.csv`
                %sFields are separated by `%s`, quoted by `%s`. Null is empty%s. Order and case of the headers do not matter.

                ### Columns of %s
                %s
                ### Rules of %s
                %s
                ### Where %s goes
                %s
                """
                .formatted(
                        name,
                        file.names().perFile() ? "One for each file of every other source. " : "",
                        file.delimiter() == '\t' ? "tab" : String.valueOf((char) file.delimiter()),
                        (char) file.quote(),
                        nulls(),
                        file.baseName(),
                        columns(),
                        file.baseName(),
                        AppliedRules.table(file, checks()),
                        file.baseName(),
                        target());
    }

    private String nulls() {
        List<String> words =
                file.missingValues().stream().filter(word -> !word.isEmpty()).sorted().toList();
        return words.isEmpty() ? "" : ", or " + Table.codes(words) + " in any case";
    }

    private String checks() {
        return file.checks().stream()
                .map(check -> FlowTemplates.text(source.name(), check))
                .collect(Collectors.joining("\n"));
    }

    private String columns() {
        Table table =
                new Table(
                        "field",
                        "headers beside it",
                        "type",
                        "size",
                        "must",
                        "values",
                        "column",
                        "remarks");
        for (FieldContract field : file.fields()) {
            if (field.day() > 1) {
                continue;
            }
            table.row(
                    field.day() == 1 ? "`day_1` to `day_31`" : Table.code(field.name()),
                    field.day() == 1 ? "`1` to `31`" : Table.codes(field.aliases()),
                    field.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    field.maxLength() == null ? "" : field.maxLength(),
                    field.required() ? "yes" : "",
                    values(field),
                    field.stored()
                            ? Table.code(field.day() == 1 ? "day_1..31" : field.column())
                                    + " "
                                    + field.sqlType().sql()
                            : "not stored",
                    remarks(field));
        }
        return table.text();
    }

    private static String values(FieldContract field) {
        List<String> parts = new ArrayList<>();
        if (!field.allowed().isEmpty()) {
            parts.add(
                    Table.codes(field.allowed().stream().sorted().toList())
                            + (field.codeOutcome() == Outcome.WARN
                                    ? " (others are reported)"
                                    : ""));
        }
        if (field.pattern() != null) {
            parts.add("pattern " + Table.code(field.pattern().pattern()));
        }
        if (field.minimum() != null || field.maximum() != null) {
            parts.add(range(field.minimum(), field.maximum()));
        }
        if (field.extras().maximumBy() != null) {
            parts.add(
                    "at most "
                            + field.extras().maximumBy().values().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(entry -> plain(entry.getValue()) + " at " + entry.getKey())
                                    .collect(Collectors.joining(", "))
                            + " of "
                            + Table.code(field.extras().maximumBy().field()));
        }
        return String.join("; ", parts).strip();
    }

    private static String range(BigDecimal minimum, BigDecimal maximum) {
        return minimum == null
                ? "at most " + plain(maximum)
                : maximum == null
                        ? "at least " + plain(minimum)
                        : plain(minimum) + " to " + plain(maximum);
    }

    private static String plain(BigDecimal bound) {
        return bound == null ? "" : bound.toPlainString();
    }

    private String remarks(FieldContract field) {
        List<String> parts = new ArrayList<>();
        if (field.title() != null) {
            parts.add(field.title());
        }
        if (file.primaryKey().contains(field.name())) {
            parts.add("key");
        }
        if (field.mayBeAbsent()) {
            parts.add("may be absent");
        }
        if (AppliedRules.isFilled(field)) {
            parts.add("if null, the academic year of the emission");
        }
        if (field.deactivatable()) {
            parts.add("can be switched off");
        }
        if (field.personal()) {
            parts.add("personal: no report shows its values");
        }
        if (field.geo() != FieldContract.Geo.NONE) {
            parts.add("coordinate");
        }
        if (field.extras().expected() != null) {
            parts.add(
                    "expected "
                            + range(
                                    field.extras().expected().minimum(),
                                    field.extras().expected().maximum()));
        }
        return String.join("; ", parts);
    }

    private String target() {
        Target target = file.target();
        List<String> lines = new ArrayList<>();
        lines.add(
                "- Table `%s.%s`, %s, key %s"
                        .formatted(
                                target.schema(),
                                target.table(),
                                target.kind() == Target.Kind.DAYS
                                        ? "a row per school, person and month"
                                        : "a row per record",
                                Table.codes(target.key())));
        if (!target.constants().isEmpty()) {
            lines.add(
                    "- Its rows have "
                            + target.constants().entrySet().stream()
                                    .map(
                                            entry ->
                                                    "`%s` = `%s`"
                                                            .formatted(
                                                                    entry.getKey(),
                                                                    entry.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
        if (target.history()) {
            lines.add(
                    "- Rows that are replaced stay in `%s.%s_history`"
                            .formatted(target.schema(), target.table()));
        }
        lines.add("- What meets a stored value: " + policy(file.overlap()));
        for (Reference reference : file.references()) {
            lines.add(
                    "- %s refers to `%s` (%s): what is unknown there is %s"
                            .formatted(
                                    Table.codes(reference.fields()),
                                    reference.table(),
                                    String.join(", ", reference.columns()),
                                    reference.policy() == Reference.Policy.REJECT
                                            ? "refused"
                                            : "loaded and reported"));
        }
        file.checks()
                .forEach(
                        check ->
                                lines.add(
                                        "- Checks across records: "
                                                + SourcePage.link(source.name(), check)));
        return String.join("\n", lines) + "\n";
    }

    private static String policy(Overlap overlap) {
        String scope = overlap.scope().name().toLowerCase(Locale.ROOT);
        return switch (overlap.policy()) {
            case AFTER_LAST_DAY ->
                    "`after-last-day`: only days after the last processed day of the %s are taken"
                            .formatted(scope);
            case OPEN_DAYS ->
                    "`open-days`: only days that no record of the %s has are taken"
                            .formatted(scope);
            case OPEN_CELLS -> "`open-cells`: every cell without a stored value is taken";
            case UPDATE -> "`update`: the newer replaces it";
            case REJECT -> "`reject`: other values are refused";
        };
    }
}
