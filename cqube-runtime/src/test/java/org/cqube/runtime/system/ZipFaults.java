/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be wrong with a zip and its manifest (data-sources.md, 3.2 and 4.3). */
final class ZipFaults {

    private static final String SIZE = "file_size";
    private static final String COUNT = "total_number_of_records";
    private static final String COLUMNS = "total_number_of_columns";
    private static final String SUM = "sha256";
    private static final String MANIFEST = "manifest.csv";

    private final String source;
    private final String base;
    private final String csv;
    private final String data;
    private final int columns;
    private final List<FaultCase> cases = new ArrayList<>();

    private ZipFaults(String source, String base, SampleTable sample) {
        this.source = source;
        this.base = base;
        this.csv = base + ".csv";
        this.data = sample.csv(List.of(sample.row(0), sample.row(1)));
        this.columns = sample.header().size();
    }

    /** Each number of the manifest that the file does not have. */
    static List<FaultCase> ofFile(String source, String base, SampleTable sample) {
        ZipFaults faults = new ZipFaults(source, base, sample);
        faults.says(SIZE, "1", "manifest.size");
        faults.says(COUNT, "3", "manifest.count");
        faults.says(COLUMNS, Integer.toString(faults.columns + 1), "manifest.columns");
        faults.says(SUM, "0".repeat(64), "manifest.checksum");
        return faults.cases;
    }

    /** A zip or manifest that cannot be used at all, once for a source. */
    static List<FaultCase> ofSource(String source, String base, SampleTable sample) {
        ZipFaults faults = new ZipFaults(source, base, sample);
        String manifest = faults.manifest(Map.of(), faults.csv);
        faults.add("no zip", "file.archive", "no zip".getBytes(StandardCharsets.UTF_8));
        faults.add("no manifest", "manifest.missing", faults.zip().bytes());
        faults.add(
                "two manifests",
                "manifest.several",
                faults.zip().with(MANIFEST, manifest).with("manifest_2.csv", manifest).bytes());
        faults.add(
                "names a missing file",
                "manifest.entry",
                faults.zip()
                        .with(
                                MANIFEST,
                                faults.manifest(Map.of(), faults.csv, base + "_20200101000000.csv"))
                        .bytes());
        faults.add(
                "a file more",
                "manifest.extra",
                faults.zip()
                        .with(base + "_20200101000000.csv", faults.data)
                        .with(MANIFEST, manifest)
                        .bytes());
        faults.says(COUNT, "two", "manifest.format");
        String strange = "no_file_of_this_source.csv";
        faults.add(
                "another source's file",
                "file.name",
                new HandMadeZip()
                        .with(strange, faults.data)
                        .with(MANIFEST, faults.manifest(Map.of(), strange))
                        .bytes());
        return faults.cases;
    }

    private HandMadeZip zip() {
        return new HandMadeZip().with(csv, data);
    }

    private void says(String column, String value, String rule) {
        add(
                "manifest says " + column + " " + value,
                rule,
                zip().with(MANIFEST, manifest(Map.of(column, value), csv)).bytes());
    }

    private void add(String name, String rule, byte[] zip) {
        cases.add(FaultCase.zip(source, base, name, zip, rule));
    }

    private String manifest(Map<String, String> wrong, String... files) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SIZE, Integer.toString(data.getBytes(StandardCharsets.UTF_8).length));
        values.put(COUNT, "2");
        values.put(COLUMNS, Integer.toString(columns));
        if (wrong.containsKey(SUM)) {
            values.put(SUM, "");
        }
        values.putAll(wrong);
        StringBuilder text = new StringBuilder("file_name|");
        text.append(String.join("|", values.keySet())).append("|emission_time\n");
        for (String file : files) {
            text.append(file).append('|').append(String.join("|", values.values()));
            text.append("|2025-11-01 00:00:00\n");
        }
        return text.toString();
    }
}
