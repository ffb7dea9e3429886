/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.List;
import java.util.Optional;

/**
 * The contract of one data source.
 *
 * @param name name of the source: process group, folder, ledger and output folder
 * @param title the name for people
 * @param prefixes folders of the emission bucket; the first is the name, the others are aliases;
 *     none if nothing is ever emitted for it
 * @param kind what the source holds
 * @param files the CSV files of an emission, in the order in which they are loaded
 * @param dependsOn sources whose change makes this one's reports stale; if derived, those whose
 *     aggregates it reads
 * @param aggregates names of SQL files that recompute aggregates
 * @param reports the published reports
 * @param expected when data are due; null if at any time
 * @param hash 64 lower-case hex digits: SHA-256 of the contract's bytes
 */
public record SourceContract(
        String name,
        String title,
        List<String> prefixes,
        Kind kind,
        List<FileContract> files,
        List<String> dependsOn,
        List<String> aggregates,
        List<ReportDefinition> reports,
        Expected expected,
        String hash) {

    /** What a source holds, which decides how a repeated emission is seen. */
    public enum Kind {
        FACT,
        MASTER,
        CONFIGURATION,
        /** Nothing of its own: its reports are made of what other sources have aggregated. */
        DERIVED
    }

    public SourceContract {
        prefixes = List.copyOf(prefixes);
        files = List.copyOf(files);
        dependsOn = List.copyOf(dependsOn);
        aggregates = List.copyOf(aggregates);
        reports = List.copyOf(reports);
    }

    /** The same source with other files, and the hash of that. */
    SourceContract withFiles(List<FileContract> others, String otherHash) {
        return new SourceContract(
                name,
                title,
                prefixes,
                kind,
                others,
                dependsOn,
                aggregates,
                reports,
                expected,
                otherHash);
    }

    /** Whether there are no files: it only reports on other sources. */
    public boolean derived() {
        return kind == Kind.DERIVED;
    }

    /** The file whose CSV has this base name (without time stamp and extension). */
    public Optional<FileContract> file(String baseName) {
        return files.stream().filter(file -> file.isNamed(baseName)).findFirst();
    }
}
