/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.finding.Rule;

/** Makes records of JSON that satisfies the schema; what it cannot make becomes an error. */
final class ContractMapper {

    private static final JsonNode NOTHING =
            com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    private final Set<String> errors;

    /**
     * @param errors receives what the schema could not see, each with its JSON pointer
     */
    ContractMapper(Set<String> errors) {
        this.errors = errors;
    }

    SourceContract map(JsonNode json, String hash) {
        List<FileContract> files = new ArrayList<>();
        JsonNode resources = json.path("resources");
        for (int i = 0; i < resources.size(); i++) {
            files.add(file(resources.get(i), "/resources/" + i));
        }
        List<ReportDefinition> reports = new ArrayList<>();
        for (JsonNode report : json.path("cqube:reports")) {
            reports.add(
                    new ReportDefinition(
                            report.path("id").asText(),
                            report.path("sql").asText(),
                            report.path("format").asText(),
                            report.path("csv").asBoolean()));
        }
        return new SourceContract(
                json.path("name").asText(),
                json.path("title").asText(),
                texts(json.path("cqube:prefixes")),
                SourceContract.Kind.valueOf(constant(json.path("cqube:kind"))),
                files,
                texts(json.path("cqube:dependsOn")),
                texts(json.path("cqube:aggregates")),
                reports,
                expected(json.path("cqube:expected"), "/cqube:expected"),
                hash);
    }

    private FileContract file(JsonNode resource, String pointer) {
        JsonNode dialect = resource.path("dialect");
        JsonNode schema = resource.path("schema");
        List<FieldContract> fields = new ArrayList<>();
        for (int i = 0; i < schema.path("fields").size(); i++) {
            fields.add(
                    new FieldMapper(
                                    schema.path("fields").get(i),
                                    pointer + "/schema/fields/" + i,
                                    errors)
                            .map());
        }
        List<DuplicateRule> duplicates = new ArrayList<>();
        for (int i = 0; i < schema.path("cqube:duplicates").size(); i++) {
            duplicates.add(
                    duplicate(
                            schema.path("cqube:duplicates").get(i),
                            pointer + "/schema/cqube:duplicates/" + i));
        }
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < schema.path("foreignKeys").size(); i++) {
            references.add(
                    reference(
                            schema.path("foreignKeys").get(i),
                            pointer + "/schema/foreignKeys/" + i));
        }
        Target target = target(schema.path("cqube:target"));
        FileContract file =
                new FileContract(
                        resource.path("name").asText(),
                        (byte) dialect.path("delimiter").asText(",").charAt(0),
                        (byte) dialect.path("quoteChar").asText("\"").charAt(0),
                        fields,
                        texts(schema.path("primaryKey")),
                        new LinkedHashSet<>(texts(schema.path("missingValues"))),
                        duplicates,
                        overlap(schema.path("cqube:overlap"), target.kind()),
                        target,
                        references,
                        names(resource, pointer),
                        texts(schema.path("cqube:checks")),
                        schema.has("cqube:maximumRejectedPercent")
                                ? schema.path("cqube:maximumRejectedPercent").doubleValue()
                                : null,
                        selectors(schema.path("cqube:replay")));
        return schema.has("cqube:replay") ? file : file.withReplay(Selectors.byDefault(file));
    }

    private static Selectors selectors(JsonNode json) {
        return new Selectors(
                json.path("period").asText(null),
                json.path("school").asText(null),
                json.path("exam").asText(null),
                json.path("semester").asText(null),
                json.path("academicYear").asText(null));
    }

    private FileNames names(JsonNode resource, String pointer) {
        JsonNode schema = resource.path("schema");
        Rule headerRule =
                schema.has("cqube:headerRule")
                        ? rule(
                                schema.path("cqube:headerRule"),
                                pointer + "/schema/cqube:headerRule")
                        : Rule.COLUMN_HEADER;
        return new FileNames(
                resource.path("cqube:perFile").asBoolean(false),
                List.of(),
                headerRule,
                Set.of(),
                List.of());
    }

    private Expected expected(JsonNode json, String pointer) {
        if (json.isMissingNode()) {
            return null;
        }
        Period every = Period.parse(json.path("every").asText());
        if (every.isZero()) {
            errors.add(pointer + "/every: a period of one day or more");
        }
        return new Expected(every, LocalTime.parse(json.path("by").asText()));
    }

    private DuplicateRule duplicate(JsonNode json, String pointer) {
        return new DuplicateRule(
                rule(json.path("rule"), pointer + "/rule"),
                namesOrAll(json.path("groupBy")),
                namesOrAll(json.path("conflictOn")),
                DuplicateRule.Keep.valueOf(constant(json.path("keep"))),
                json.path("skipNullOrZeroKey").asBoolean(false));
    }

    private Reference reference(JsonNode json, String pointer) {
        return new Reference(
                texts(json.path("fields")),
                json.path("reference").path("resource").asText(),
                texts(json.path("reference").path("fields")),
                rule(json.path("cqube:rule"), pointer + "/cqube:rule"),
                Reference.Policy.valueOf(
                        json.path("cqube:policy").asText("report").toUpperCase(Locale.ROOT)),
                constants(json.path("cqube:where")));
    }

    private Rule rule(JsonNode json, String pointer) {
        if (!Rule.exists(json.asText())) {
            errors.add(pointer + ": the rule catalogue has no " + json.asText());
            return Rule.DUPLICATE_ID_CONFLICT;
        }
        return Rule.of(json.asText());
    }

    private static Overlap overlap(JsonNode json, Target.Kind kind) {
        Overlap.Policy byDefault =
                kind == Target.Kind.DAYS ? Overlap.Policy.AFTER_LAST_DAY : Overlap.Policy.REJECT;
        return new Overlap(
                json.has("policy")
                        ? Overlap.Policy.valueOf(constant(json.path("policy")))
                        : byDefault,
                json.has("scope")
                        ? Overlap.Scope.valueOf(constant(json.path("scope")))
                        : Overlap.Scope.SCHOOL);
    }

    private static Target target(JsonNode json) {
        String[] table = json.path("table").asText().split("\\.");
        JsonNode days = json.has("days") ? json.path("days") : NOTHING;
        return new Target(
                Target.Kind.valueOf(constant(json.path("kind"))),
                table[0],
                table[1],
                texts(json.path("key")),
                days.isMissingNode()
                        ? null
                        : new Days(
                                days.path("school").asText(),
                                days.path("person").asText(),
                                days.has("recordId") ? days.path("recordId").asText() : null,
                                days.path("academicYear").asText(),
                                days.path("month").asText()),
                constants(json.path("constants")),
                json.path("partitionBy").asText(null),
                json.path("history").asBoolean(false),
                json.has("touch")
                        ? new Touch(
                                json.path("touch").path("kind").asText(),
                                texts(json.path("touch").path("columns")))
                        : null);
    }

    private static Map<String, String> constants(JsonNode json) {
        Map<String, String> constants = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> constants.put(entry.getKey(), entry.getValue().asText()));
        return constants;
    }

    private static List<String> namesOrAll(JsonNode json) {
        return json.isTextual() ? List.of() : texts(json);
    }

    /** The texts of an array, of a single text, or of nothing. */
    static List<String> texts(JsonNode json) {
        if (json.isTextual()) {
            return List.of(json.asText());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : json) {
            texts.add(item.isNumber() ? item.decimalValue().toPlainString() : item.asText());
        }
        return texts;
    }

    /** The enum constant of a word: {@code after-last-day} becomes {@code AFTER_LAST_DAY}. */
    static String constant(JsonNode json) {
        return json.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
