/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes a proposal as a {@code datapackage.json}. */
final class ContractDraft {

    private static final Pattern MASTER = Pattern.compile(".*_(?:mst|master)|(?:mst|master)_.*");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Survey survey;
    private final Layout layout;
    private final List<String> names;

    /**
     * @param dayColumns whether columns that are called after days may be a month of days
     */
    ContractDraft(Survey survey, boolean dayColumns) {
        this.survey = survey;
        this.layout = new Layout(survey, dayColumns);
        this.names = FieldNames.of(survey.dialect().header(), layout.days());
    }

    Layout layout() {
        return layout;
    }

    List<String> names(List<Integer> columns) {
        return columns.stream().map(names::get).toList();
    }

    /**
     * The proposal as text.
     *
     * @param name of the source and of its file
     * @param key columns that tell the records apart
     * @param unique whether another record with the same key is a fault
     */
    String json(String name, List<Integer> key, boolean unique) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
        json.put("name", name);
        json.put("title", title(name));
        json.putArray("cqube:prefixes").add(name);
        boolean master = MASTER.matcher(name).matches();
        json.put("cqube:kind", master ? "master" : "fact");
        ObjectNode resource = json.putArray("resources").addObject();
        resource.put("name", name);
        resource.put("path", name + ".csv");
        resource.put("encoding", "utf-8");
        resource.putObject("dialect")
                .put("delimiter", String.valueOf((char) survey.dialect().delimiter()))
                .put("quoteChar", String.valueOf((char) Dialect.QUOTE))
                .put("header", true);
        ObjectNode schema = resource.putObject("schema");
        ArrayNode fields = schema.putArray("fields");
        for (int i = 0; i < names.size(); i++) {
            if (!survey.dialect().header().get(i).isEmpty()) {
                fields.add(new FieldDraft(survey, layout, i, key.contains(i)).json(names.get(i)));
            }
        }
        names(key).forEach(schema.putArray("primaryKey")::add);
        ArrayNode missing = schema.putArray("missingValues").add("");
        survey.nulls().stream().sorted().map(NullWords.WORDS::get).forEach(missing::add);
        addReferences(schema, key, master);
        addDuplicates(schema, key, unique);
        addTarget(schema, name, key, master);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    /** A school that is not what the file itself is about. */
    private void addReferences(ObjectNode schema, List<Integer> key, boolean master) {
        Optional<Integer> school =
                IntStream.range(0, names.size()).filter(layout::isSchool).boxed().findFirst();
        if (school.isEmpty() || master && key.equals(List.of(school.get()))) {
            return;
        }
        ObjectNode reference = schema.putArray("foreignKeys").addObject();
        reference.putArray("fields").add(names.get(school.get()));
        reference
                .putObject("reference")
                .put("resource", "master.school")
                .putArray("fields")
                .add("school_id");
        reference.put("cqube:rule", "ref.school").put("cqube:policy", "report");
    }

    private void addDuplicates(ObjectNode schema, List<Integer> key, boolean unique) {
        ArrayNode rules = schema.putArray("cqube:duplicates");
        rules.addObject()
                .put("rule", "duplicate.mirror")
                .put("groupBy", "*")
                .put("conflictOn", "*")
                .put("keep", "first");
        if (unique) {
            addConflict(rules, key);
            if (hasDays() && !key.equals(layout.daysKey())) {
                addConflict(rules, layout.daysKey());
            }
        }
    }

    private void addConflict(ArrayNode rules, List<Integer> columns) {
        ObjectNode rule = rules.addObject().put("rule", "duplicate.id-conflict");
        names(columns).forEach(rule.putArray("groupBy")::add);
        rule.put("conflictOn", "*").put("keep", "none");
    }

    private boolean hasDays() {
        return !layout.daysKey().isEmpty();
    }

    private void addTarget(ObjectNode schema, String name, List<Integer> key, boolean master) {
        schema.putObject("cqube:overlap")
                .put("policy", hasDays() ? "after-last-day" : master ? "update" : "reject");
        ObjectNode target = schema.putObject("cqube:target");
        target.put("kind", hasDays() ? "days" : "record");
        target.put("table", (master ? "master." : "fact.") + name);
        ArrayNode columns = target.putArray("key");
        if (!hasDays()) {
            names(key).forEach(columns::add);
            return;
        }
        String school = names.get(layout.school().orElseThrow());
        String person = names.get(layout.person().orElseThrow());
        columns.add(school).add(person).add("month_start");
        ObjectNode days = target.putObject("days").put("school", school).put("person", person);
        if (key.size() == 1 && !names(key).contains(person)) {
            days.put("recordId", names(key).getFirst());
        }
        days.put("academicYear", names.get(layout.academicYear().orElseThrow()));
        days.put("month", names.get(layout.month().orElseThrow()));
    }

    private static String title(String name) {
        String words = name.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
