/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives a source that describes the files of others one file for each of them, so that a source
 * added by a folder alone has its configuration too.
 *
 * <p>A file marked {@code cqube:perFile}, named {@code config}, becomes {@code config_<source>} for
 * each other source with one file, and {@code config_<source>_<file>} for each file of the others;
 * the long form is accepted for a source with one file as well. The target gets the constants
 * {@code source} and {@code file}.
 */
public final class PerFileContracts {

    static final String SOURCE = "source";
    static final String FILE = "file";

    /** Columns of the target that the expansion fills. */
    static final Set<String> CONSTANTS = Set.of(SOURCE, FILE);

    private PerFileContracts() {}

    /**
     * Expands every marked file; other sources pass as they are, in the same order.
     *
     * @throws ContractException if two files would have one name
     */
    public static List<SourceContract> expand(Collection<SourceContract> sources)
            throws ContractException {
        List<SourceContract> expanded = new ArrayList<>();
        for (SourceContract source : sources) {
            expanded.add(describesOthers(source) ? expand(source, sources) : source);
        }
        return expanded;
    }

    /** Whether a contract stands for files that other sources decide about. */
    public static boolean describesOthers(SourceContract source) {
        return source.files().stream().anyMatch(file -> file.names().perFile());
    }

    private static SourceContract expand(SourceContract source, Collection<SourceContract> all)
            throws ContractException {
        List<SourceContract> described =
                all.stream()
                        .filter(other -> !describesOthers(other))
                        .sorted(Comparator.comparing(SourceContract::name))
                        .toList();
        List<FileContract> files = new ArrayList<>();
        for (FileContract file : source.files()) {
            if (file.names().perFile()) {
                described.forEach(other -> files.addAll(filesFor(other, file)));
            } else {
                files.add(file);
            }
        }
        List<FileContract> named = withoutClashes(source, files);
        List<String> parts = new ArrayList<>(List.of(source.hash()));
        for (FileContract file : named) {
            parts.add(file.baseName());
            parts.addAll(file.names().otherBaseNames());
        }
        return source.withFiles(named, ContractHash.of(parts));
    }

    private static List<FileContract> filesFor(SourceContract described, FileContract template) {
        String start = template.baseName() + "_" + described.name();
        boolean alone = described.files().size() == 1;
        return described.files().stream()
                .map(
                        file -> {
                            String full = start + "_" + file.baseName();
                            return template.renamed(
                                    alone ? start : full,
                                    alone ? List.of(full) : List.of(),
                                    template.target()
                                            .withConstants(
                                                    Map.of(
                                                            SOURCE, described.name(),
                                                            FILE, file.baseName())));
                        })
                .toList();
    }

    /** A name that is some file's first name is no other file's second one. */
    private static List<FileContract> withoutClashes(
            SourceContract source, List<FileContract> files) throws ContractException {
        Set<String> taken = new HashSet<>();
        for (FileContract file : files) {
            if (!taken.add(file.baseName())) {
                throw new ContractException(
                        List.of(
                                "/resources: two files of %s would be called %s"
                                        .formatted(source.name(), file.baseName())));
            }
        }
        return files.stream()
                .map(
                        file ->
                                file.renamed(
                                        file.baseName(),
                                        file.names().otherBaseNames().stream()
                                                .filter(taken::add)
                                                .toList(),
                                        file.target()))
                .toList();
    }
}
