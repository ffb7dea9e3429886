/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a JSON Schema cannot say about a contract: names that refer to each other. */
final class ContractChecks {

    /** Folders of a generation that are not for a contract to name. */
    private static final Set<String> SHARED_REPORTS = Set.of("index", "loads");

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,20}");

    private final FileContract file;
    private final String pointer;
    private final Set<String> errors;
    private final Set<String> fieldNames;

    private ContractChecks(FileContract file, String pointer, Set<String> errors) {
        this.file = file;
        this.pointer = pointer;
        this.errors = errors;
        this.fieldNames =
                file.fields().stream().map(FieldContract::name).collect(Collectors.toSet());
    }

    private static void checkWhatIsEmitted(SourceContract contract, Set<String> errors) {
        if (contract.derived()) {
            if (!contract.files().isEmpty() || !contract.prefixes().isEmpty()) {
                errors.add(
                        "/cqube:kind: a derived source has no files and no prefixes: nothing is emitted for it");
            }
            if (contract.expected() != null) {
                errors.add("/cqube:expected: nothing is emitted for a derived source");
            }
            if (contract.dependsOn().isEmpty()) {
                errors.add("/cqube:dependsOn: a derived source names those that it reports on");
            }
            return;
        }
        if (contract.files().isEmpty()) {
            errors.add("/resources: one file or more, unless the source is derived");
        }
        if (contract.prefixes().isEmpty()
                || !contract.prefixes().getFirst().equals(contract.name())) {
            errors.add("/cqube:prefixes/0: the first prefix must be the name " + contract.name());
        }
    }

    /** Adds every error of the contract, each with its JSON pointer. */
    static void check(SourceContract contract, Set<String> errors) {
        checkWhatIsEmitted(contract, errors);
        Set<String> names = new HashSet<>();
        Set<String> tables = new HashSet<>();
        for (int i = 0; i < contract.files().size(); i++) {
            FileContract file = contract.files().get(i);
            if (!names.add(file.baseName())) {
                errors.add("/resources/" + i + "/name: " + file.baseName() + " stands twice");
            }
            if (!tables.add(
                    file.target().schema()
                            + "."
                            + file.target().table()
                            + file.target().constants())) {
                errors.add(
                        "/resources/"
                                + i
                                + "/schema/cqube:target/table: another file has the same, and the same constants");
            }
            new ContractChecks(file, "/resources/" + i, errors).check();
        }
        Set<String> reports = new HashSet<>();
        for (int i = 0; i < contract.reports().size(); i++) {
            ReportDefinition report = contract.reports().get(i);
            String id = report.id();
            if (!reports.add(id) || report.csv() && !reports.add(report.csvId())) {
                errors.add("/cqube:reports/" + i + "/id: stands twice");
            }
            if (report.csv() && !"json".equals(report.format())) {
                errors.add("/cqube:reports/" + i + "/csv: the report is no JSON");
            }
            if (SHARED_REPORTS.contains(id)) {
                errors.add("/cqube:reports/" + i + "/id: every source has a report " + id);
            }
        }
    }

    private void check() {
        if (file.delimiter() == file.quote()) {
            errors.add(pointer + "/dialect: delimiter and quoteChar are the same");
        }
        checkFieldNames();
        checkHeaders();
        new FieldChecks(file, pointer, errors).check();
        known(file.primaryKey(), "/schema/primaryKey");
        file.primaryKey().stream()
                .flatMap(name -> file.field(name).stream())
                .filter(field -> !field.required() || field.deactivatable())
                .forEach(
                        field ->
                                errors.add(
                                        pointer
                                                + "/schema/primaryKey: "
                                                + field.name()
                                                + " must be required and not deactivatable"));
        for (int i = 0; i < file.duplicates().size(); i++) {
            DuplicateRule rule = file.duplicates().get(i);
            known(rule.groupBy(), "/schema/cqube:duplicates/" + i + "/groupBy");
            known(rule.conflictOn(), "/schema/cqube:duplicates/" + i + "/conflictOn");
        }
        for (int i = 0; i < file.references().size(); i++) {
            Reference reference = file.references().get(i);
            known(reference.fields(), "/schema/foreignKeys/" + i + "/fields");
            if (reference.fields().size() != reference.columns().size()) {
                errors.add(
                        pointer
                                + "/schema/foreignKeys/"
                                + i
                                + ": as many fields as reference fields");
            }
        }
        checkTarget();
        checkKeysStay();
        checkReplay();
    }

    /** A row is chosen by what stands in it: never by a column that may be absent. */
    private void checkReplay() {
        file.replay()
                .columns()
                .filter(column -> !isRowOfMonth(column))
                .filter(
                        column ->
                                file.storedFields().stream()
                                        .noneMatch(field -> field.column().equals(column)))
                .forEach(
                        column ->
                                errors.add(
                                        pointer
                                                + "/schema/cqube:replay: no stored field has the column "
                                                + column));
    }

    private boolean isRowOfMonth(String column) {
        return file.target().kind() == Target.Kind.DAYS && column.equals(Selectors.MONTH_START);
    }

    private void checkFieldNames() {
        Set<String> names = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (int i = 0; i < file.fields().size(); i++) {
            FieldContract field = file.fields().get(i);
            if (!names.add(field.name())) {
                fieldError(i, "name", field.name() + " stands twice");
            }
            if (field.stored() && !columns.add(field.column())) {
                fieldError(i, "cqube:column", field.column() + " is the column of two fields");
            }
        }
    }

    /** No header may mean two fields; case does not tell them apart. */
    private void checkHeaders() {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < file.fields().size(); i++) {
            FieldContract field = file.fields().get(i);
            Set<String> headers = new HashSet<>();
            headers.add(field.name().toLowerCase(Locale.ROOT));
            field.aliases().forEach(alias -> headers.add(alias.strip().toLowerCase(Locale.ROOT)));
            for (String header : headers) {
                String other = owners.putIfAbsent(header, field.name());
                if (other != null && !other.equals(field.name())) {
                    fieldError(i, "cqube:aliases", header + " also means " + other);
                }
            }
        }
    }

    /** What tells rows apart, whether or not it is a primary key, cannot be switched off. */
    private void checkKeysStay() {
        FileKeys.of(file).stream()
                .flatMap(name -> file.field(name).stream())
                .filter(FieldContract::deactivatable)
                .forEach(
                        field ->
                                errors.add(
                                        pointer
                                                + "/schema/cqube:target: "
                                                + field.name()
                                                + " is part of a key and cannot be deactivatable"));
    }

    private void checkTarget() {
        Target target = file.target();
        String at = pointer + "/schema/cqube:target";
        boolean daysPolicy =
                switch (file.overlap().policy()) {
                    case AFTER_LAST_DAY, OPEN_DAYS, OPEN_CELLS -> true;
                    case UPDATE, REJECT -> false;
                };
        if (daysPolicy != (target.kind() == Target.Kind.DAYS)) {
            errors.add(
                    pointer + "/schema/cqube:overlap/policy: not a policy of this kind of target");
        }
        if (target.kind() == Target.Kind.RECORD) {
            Set<String> constants = new HashSet<>(target.constants().keySet());
            if (file.names().perFile()) {
                constants.addAll(PerFileContracts.CONSTANTS);
            }
            for (String column : target.key()) {
                if (!constants.contains(column)
                        && file.storedFields().stream().noneMatch(f -> f.column().equals(column))) {
                    errors.add(at + "/key: no stored field has the column " + column);
                }
            }
            for (String column : constants) {
                if (file.storedFields().stream().anyMatch(f -> f.column().equals(column))) {
                    errors.add(at + "/constants: " + column + " is the column of a field");
                }
            }
            if (target.partitionBy() != null) {
                String value = target.constants().get(target.partitionBy());
                if (value == null || !IDENTIFIER.matcher(value).matches()) {
                    errors.add(at + "/partitionBy: must name a constant whose value is a name");
                }
                if (!target.key().contains(target.partitionBy())) {
                    errors.add(at + "/partitionBy: " + target.partitionBy() + " is not in the key");
                }
            }
            for (String column : target.touch() == null ? target.key() : target.touch().columns()) {
                if (!target.key().contains(column)
                        && file.storedFields().stream().noneMatch(f -> isColumn(f, column))) {
                    errors.add(at + "/touch: no field that must be there has the column " + column);
                }
            }
            return;
        }
        Days days = target.days();
        known(
                List.of(days.school(), days.person(), days.academicYear(), days.month()),
                "/schema/cqube:target/days");
        if (days.recordId() != null) {
            known(List.of(days.recordId()), "/schema/cqube:target/days/recordId");
        }
        type(days.academicYear(), FieldType.ACADEMIC_YEAR);
        type(days.month(), FieldType.INTEGER);
        file.field(days.month())
                .filter(field -> !isMonth(field))
                .ifPresent(
                        field ->
                                errors.add(
                                        at
                                                + "/days/month: "
                                                + field.name()
                                                + " must have minimum 1 and maximum 12"));
        if (file.fields().stream().noneMatch(field -> field.day() > 0)) {
            errors.add(at + ": no field has cqube:day");
        }
    }

    private static boolean isColumn(FieldContract field, String column) {
        return field.column().equals(column) && field.required() && !field.deactivatable();
    }

    /** Whether only calendar months pass the field's range. */
    private static boolean isMonth(FieldContract field) {
        return field.minimum() != null
                && field.maximum() != null
                && field.minimum().compareTo(BigDecimal.ONE) >= 0
                && field.maximum().compareTo(BigDecimal.valueOf(12)) <= 0;
    }

    private void type(String name, FieldType type) {
        file.field(name)
                .filter(field -> field.type() != type || !field.required())
                .ifPresent(
                        field ->
                                errors.add(
                                        pointer
                                                + "/schema/cqube:target/days: "
                                                + name
                                                + " must be required and of type "
                                                + type.name().toLowerCase(Locale.ROOT)));
    }

    private void known(Collection<String> names, String where) {
        for (String name : names) {
            if (!fieldNames.contains(name)) {
                errors.add(pointer + where + ": no field is named " + name);
            }
        }
    }

    private void fieldError(int field, String property, String message) {
        errors.add(pointer + "/schema/fields/" + field + "/" + property + ": " + message);
    }
}
