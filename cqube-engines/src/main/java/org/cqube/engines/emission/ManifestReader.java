/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/** Finds the manifest of a zip and compares it with the names of the zip's files. */
final class ManifestReader {

    private ManifestReader() {}

    static Manifest read(EmissionZip zip, ManifestMode mode) throws Refusal, IOException {
        List<EmissionZip.Entry> manifests = zip.manifests();
        if (mode == ManifestMode.OFF) {
            return manifests.size() == 1 ? correctionsOf(manifests.get(0)) : Manifest.NONE;
        }
        if (manifests.isEmpty()) {
            throw new Refusal(
                    Rule.MANIFEST_MISSING,
                    "The zip holds no manifest: a CSV whose name begins with \"manifest\" and that says name,"
                            + " size and number of records of each data file");
        }
        if (manifests.size() > 1) {
            throw new Refusal(
                    Violation.ofFile(
                            Rule.MANIFEST_SEVERAL,
                            "The zip holds more than one manifest: " + names(manifests)),
                    "1",
                    Integer.toString(manifests.size()),
                    0);
        }
        EmissionZip.Entry entry = manifests.get(0);
        byte[] bytes = entry.bytes();
        ManifestTable table = ManifestTable.parse(entry.name(), bytes, mode);
        compareNames(zip, entry.name(), table);
        return new Manifest(entry.name(), table.lines(), bytes);
    }

    /**
     * Where no manifest is compared, one that cannot be read is none; but a correction is an act of
     * the emitter, so a column {@code corrects} that is there must make sense.
     */
    private static Manifest correctionsOf(EmissionZip.Entry entry) throws Refusal, IOException {
        byte[] bytes = entry.bytes();
        return new Manifest(
                entry.name(), ManifestTable.corrections(entry.name(), bytes).lines(), bytes);
    }

    private static void compareNames(EmissionZip zip, String manifest, ManifestTable table)
            throws Refusal {
        Set<String> inZip =
                zip.csvs().stream().map(EmissionZip.Entry::name).collect(Collectors.toSet());
        Set<String> named = new HashSet<>();
        for (ManifestLine line : table.lines()) {
            if (!named.add(line.fileName())) {
                throw new Refusal(
                        Rule.MANIFEST_FORMAT, manifest + " names " + line.fileName() + " twice");
            }
        }
        for (ManifestLine line : table.lines()) {
            if (!inZip.contains(line.fileName())) {
                throw new Refusal(
                        Violation.ofFile(
                                Rule.MANIFEST_ENTRY,
                                "%s names %s, which is not in the zip"
                                        .formatted(manifest, line.fileName())),
                        line.fileName(),
                        names(zip.csvs()),
                        0);
            }
        }
        for (EmissionZip.Entry csv : zip.csvs()) {
            if (!named.contains(csv.name())) {
                throw new Refusal(
                        Violation.ofFile(
                                Rule.MANIFEST_EXTRA,
                                "The zip holds %s, which %s does not name"
                                        .formatted(csv.name(), manifest)),
                        String.join(", ", named),
                        csv.name(),
                        0);
            }
        }
        for (long total : table.totalFiles()) {
            if (total != zip.csvs().size()) {
                throw new Refusal(
                        Violation.ofFile(
                                Rule.MANIFEST_FORMAT,
                                "%s says that the zip holds %d data files; it holds %d"
                                        .formatted(manifest, total, zip.csvs().size())),
                        Long.toString(total),
                        Integer.toString(zip.csvs().size()),
                        0);
            }
        }
    }

    private static String names(List<EmissionZip.Entry> entries) {
        return entries.stream().map(EmissionZip.Entry::name).collect(Collectors.joining(", "));
    }
}
