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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cqube.engines.contract.DuplicateRule;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FieldExtras;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.contract.Target;
import org.cqube.engines.finding.Outcome;
import org.cqube.engines.finding.Rule;

/** Which rules of the catalogue a file of this contract can break, and by what. */
final class AppliedRules {

    private static final Pattern RULE_ID = Pattern.compile("'([a-z]+[.-][a-z-]+)'");

    private final FileContract file;
    private final String checks;
    private final Map<Rule, List<String>> found = new EnumMap<>(Rule.class);

    private AppliedRules(FileContract file, String checks) {
        this.file = file;
        this.checks = checks;
    }

    /**
     * A table of the rules.
     *
     * @param checks text of the SQL checks of the file
     */
    static String table(FileContract file, String checks) {
        AppliedRules rules = new AppliedRules(file, checks);
        rules.columns();
        rules.records();
        rules.stored();
        Table table = new Table("rule", "does", "for");
        rules.found.forEach(
                (rule, reasons) ->
                        table.row(
                                Table.code(rule.id()),
                                rules.outcome(rule),
                                String.join("; ", reasons)));
        return table.text();
    }

    private void add(Rule rule, String reason) {
        found.computeIfAbsent(rule, any -> new ArrayList<>()).add(reason);
    }

    private void fields(Rule rule, Predicate<FieldContract> wanted) {
        List<String> names =
                file.fields().stream()
                        .filter(wanted)
                        .filter(field -> field.day() <= 1)
                        .map(field -> field.day() == 1 ? "days" : Table.code(field.name()))
                        .toList();
        if (!names.isEmpty()) {
            add(
                    rule,
                    names.size() == file.fields().size()
                            ? "every column"
                            : String.join(", ", names));
        }
    }

    private void columns() {
        add(file.names().headerRule(), "columns that are missing or stand twice");
        add(Rule.COLUMN_UNKNOWN, "columns that are not below");
        add(Rule.COLUMN_LINE, "any record");
        add(Rule.COLUMN_COUNT, "any record");
        add(Rule.CHARACTERS, "any value");
        if (file.maximumRejectedPercent() != null) {
            add(
                    Rule.FILE_THRESHOLD,
                    "more than " + plain(file.maximumRejectedPercent()) + " % refused");
        }
        fields(
                Rule.COLUMN_TYPE,
                field ->
                        field.type() != FieldType.STRING
                                && field.type() != FieldType.ACADEMIC_YEAR);
        fields(Rule.COLUMN_SIZE, field -> field.maxLength() != null);
        fields(Rule.COLUMN_MANDATORY, FieldContract::required);
        fields(Rule.DOMAIN_CODE, field -> !field.allowed().isEmpty() || field.pattern() != null);
        fields(
                Rule.DOMAIN_RANGE,
                field ->
                        field.minimum() != null
                                || field.maximum() != null
                                || field.extras().maximumBy() != null);
        fields(Rule.DOMAIN_ACADEMIC_YEAR, field -> field.type() == FieldType.ACADEMIC_YEAR);
        if (file.target().days() != null) {
            add(Rule.DOMAIN_DAY, "days that the month does not have");
            add(Rule.DOMAIN_FUTURE, "days after the emission");
        }
        fields(Rule.GEO_MISSING, field -> field.geo() != FieldContract.Geo.NONE);
        fields(Rule.GEO_OUTSIDE, field -> field.extras().expected() != null);
    }

    private void records() {
        for (DuplicateRule rule : file.duplicates()) {
            String what =
                    rule.isMirror()
                            ? "records equal in all columns"
                            : "the same "
                                    + Table.codes(rule.groupBy())
                                    + (rule.conflictOn().isEmpty()
                                            ? ", other values"
                                            : ", other " + Table.codes(rule.conflictOn()));
            add(
                    rule.rule(),
                    what
                            + (rule.keep() == DuplicateRule.Keep.FIRST
                                    ? "; the first stays"
                                    : "; none stays"));
        }
    }

    private void stored() {
        if (file.target().kind() == Target.Kind.DAYS) {
            add(Rule.OVERLAP_PERIOD, "days that policy does not let in");
            add(Rule.OVERLAP_HOLE, "days without a value between days that have one");
            if (file.target().days().recordId() != null) {
                add(Rule.OVERLAP_KEY, "a stored month under another id");
            }
        } else if (file.overlap().policy() == Overlap.Policy.REJECT) {
            add(Rule.OVERLAP_ID, "other values under a stored key");
        }
        for (Reference reference : file.references()) {
            add(
                    reference.rule(),
                    Table.codes(reference.fields()) + " not in " + Table.code(reference.table()));
        }
        RULE_ID.matcher(checks)
                .results()
                .map(match -> match.group(1))
                .filter(Rule::exists)
                .distinct()
                .forEach(id -> add(Rule.of(id), "checks of the source"));
    }

    private String outcome(Rule rule) {
        Outcome outcome = rule.outcome();
        if (rule == Rule.DOMAIN_CODE) {
            List<Outcome> outcomes =
                    file.fields().stream()
                            .filter(field -> !field.allowed().isEmpty() || field.pattern() != null)
                            .map(FieldContract::codeOutcome)
                            .distinct()
                            .toList();
            if (outcomes.equals(List.of(Outcome.WARN))) {
                outcome = Outcome.WARN;
            } else if (outcomes.size() > 1) {
                return "refuses the record, or only reports: see the column";
            }
        }
        boolean refuses =
                file.references().stream()
                        .anyMatch(
                                reference ->
                                        reference.rule() == rule
                                                && reference.policy() == Reference.Policy.REJECT);
        return switch (refuses ? Outcome.ROW : outcome) {
            case FILE -> "refuses the file";
            case ROW -> "refuses the record";
            case CELL -> "drops the day";
            case KNOWN -> "nothing";
            case WARN -> "reports";
        };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Whether a null of the field is filled. */
    static boolean isFilled(FieldContract field) {
        return field.extras().whenNull() != FieldExtras.Default.NONE;
    }
}
