/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.finding;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule catalogue. The constants stand in the order of the stages, so that {@link #compareTo}
 * tells under which of several violated rules a record is counted: the smallest.
 *
 * <p>The ids are written to reports, mails and the ledger, and read by emitters: never change one.
 */
public enum Rule {
    FILE_SOURCE("file.source", Outcome.FILE, "a zip in the folder of a data source"),
    FILE_NAME("file.name", Outcome.FILE, "a name <base name>_<yyyyMMddHHmmss>, in lower case"),
    FILE_ARCHIVE(
            "file.archive",
            Outcome.FILE,
            "a sound zip with CSVs and a manifest at its top, within the limits"),

    MANIFEST_MISSING(
            "manifest.missing",
            Outcome.FILE,
            "one CSV whose name begins with manifest, with a line for each data file"),
    MANIFEST_SEVERAL("manifest.several", Outcome.FILE),
    MANIFEST_FORMAT(
            "manifest.format",
            Outcome.FILE,
            "a header with file_name, file_size, total_number_of_records and emission_time, and a line for each data file"),
    MANIFEST_ENTRY("manifest.entry", Outcome.FILE, "the files in the zip that the manifest names"),
    MANIFEST_EXTRA(
            "manifest.extra", Outcome.FILE, "a line of the manifest for each CSV in the zip"),
    MANIFEST_SIZE("manifest.size", Outcome.FILE),
    MANIFEST_COUNT("manifest.count", Outcome.FILE),
    MANIFEST_COLUMNS("manifest.columns", Outcome.FILE),
    MANIFEST_CHECKSUM("manifest.checksum", Outcome.FILE),

    /** The same bytes were applied before: nothing changes. */
    FILE_REPLAYED("file.replayed", Outcome.KNOWN),
    FILE_QUOTE("file.quote", Outcome.FILE),
    FILE_EMPTY("file.empty", Outcome.FILE),
    FILE_ENCODING("file.encoding", Outcome.FILE),
    FILE_DELIMITER("file.delimiter", Outcome.FILE),
    COLUMN_HEADER("column.header", Outcome.FILE),
    /** A column that the contract does not name: ignored. */
    COLUMN_UNKNOWN("column.unknown", Outcome.WARN),
    /** A column switched off by configuration: neither checked nor loaded; no fault. */
    COLUMN_INACTIVE("column.inactive", Outcome.WARN),

    CONFIG_KEY_INACTIVE(
            "config.key-inactive",
            Outcome.FILE,
            "status 1 for keys and for what tables or reports need"),
    CONFIG_UNKNOWN_COLUMN(
            "config.unknown-column", Outcome.FILE, "fields that the contract of this file has"),
    CONFIG_DUPLICATE(
            "config.duplicate", Outcome.FILE, "one row for each field, and for each header"),
    CONFIG_STATUS("config.status", Outcome.FILE, "1 (active) or 0 (inactive)"),
    CONFIG_UNMAPPED("config.unmapped", Outcome.FILE, "a header of the state for each active field"),
    WEIGHTS_HEADER("weights.header", Outcome.FILE),
    WEIGHTS_NAMES(
            "weights.names",
            Outcome.FILE,
            "one row for each active facility, under its own category"),
    WEIGHTS_NEGATIVE("weights.negative", Outcome.FILE, "weights of 0 and more"),
    WEIGHTS_SUM(
            "weights.sum",
            Outcome.FILE,
            "weights of the active facilities that sum to exactly 100"),
    /**
     * A configuration left active weights that do not sum to 100: they are scaled until new come.
     */
    WEIGHTS_SCALED("weights.scaled", Outcome.WARN),

    /** A line of white space: dropped and counted apart, never a refused record. */
    BLANK_LINE("blank-line", Outcome.WARN),
    COLUMN_LINE("column.line", Outcome.ROW),
    COLUMN_COUNT("column.count", Outcome.ROW),
    CHARACTERS("characters", Outcome.ROW),
    COLUMN_TYPE("column.type", Outcome.ROW),
    COLUMN_SIZE("column.size", Outcome.ROW),
    COLUMN_MANDATORY("column.mandatory", Outcome.ROW),
    /** ROW for keys and status codes; a contract may make it WARN for a column. */
    DOMAIN_CODE("domain.code", Outcome.ROW),
    DOMAIN_RANGE("domain.range", Outcome.ROW),
    DOMAIN_ACADEMIC_YEAR("domain.academic-year", Outcome.ROW),
    DOMAIN_DAY("domain.day", Outcome.CELL),
    DOMAIN_FUTURE("domain.future", Outcome.CELL),
    /** More records refused than the installation accepts. */
    FILE_THRESHOLD("file.threshold", Outcome.FILE),

    DUPLICATE_MIRROR("duplicate.mirror", Outcome.ROW),
    DUPLICATE_GEO_ID("duplicate.geo-id", Outcome.ROW),
    DUPLICATE_GEO_SHARED("duplicate.geo-shared", Outcome.ROW),
    DUPLICATE_SEMESTER("duplicate.semester", Outcome.ROW),
    DUPLICATE_ID_CONFLICT("duplicate.id-conflict", Outcome.ROW),

    OVERLAP_KEY("overlap.key", Outcome.ROW),
    OVERLAP_ID("overlap.id", Outcome.ROW),
    OVERLAP_PERIOD("overlap.period", Outcome.CELL),
    OVERLAP_SAME("overlap.same", Outcome.KNOWN),
    OVERLAP_HOLE("overlap.hole", Outcome.WARN),

    REF_SCHOOL("ref.school", Outcome.WARN),
    REF_CLUSTER("ref.cluster", Outcome.WARN),
    REF_BLOCK("ref.block", Outcome.WARN),
    REF_DISTRICT("ref.district", Outcome.WARN),
    REF_EXAM("ref.exam", Outcome.WARN),
    REF_QUESTION("ref.question", Outcome.WARN),
    REF_INSPECTION("ref.inspection", Outcome.WARN),
    REF_PARENT("ref.parent", Outcome.WARN),
    GEO_MISSING("geo.missing", Outcome.WARN),
    GEO_OUTSIDE("geo.outside", Outcome.WARN);

    private static final Map<String, Rule> BY_ID =
            Stream.of(values())
                    .collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    private final String id;
    private final Outcome outcome;
    private final String asks;

    Rule(String id, Outcome outcome) {
        this(id, outcome, "");
    }

    Rule(String id, Outcome outcome, String asks) {
        this.id = id;
        this.outcome = outcome;
        this.asks = asks;
    }

    /** The id as it stands in reports, for example {@code column.type}. */
    public String id() {
        return id;
    }

    /** What a violation does to the data, unless the contract of a column says otherwise. */
    public Outcome outcome() {
        return outcome;
    }

    /** What a file must have, in words for the emitter; empty where it depends on the file. */
    public String asks() {
        return asks;
    }

    /**
     * The rule with this id.
     *
     * @throws IllegalArgumentException if the catalogue has no such id
     */
    public static Rule of(String id) {
        Rule rule = BY_ID.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("no rule has the id " + id);
        }
        return rule;
    }

    /** Whether the catalogue has a rule with this id. */
    public static boolean exists(String id) {
        return BY_ID.containsKey(id);
    }
}
