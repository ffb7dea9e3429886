/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.PerFileContracts;
import org.cqube.engines.contract.SourceContract;

/**
 * One consistent version of all sources; no two of them claim the same emission prefix, and each
 * file of a source has its file in the sources that describe files of others.
 */
record Catalog(SortedMap<String, DataSource> sources, Map<String, DataSource> byPrefix) {

    static final Catalog EMPTY = new Catalog(new TreeMap<>(), Map.of());

    /** Either a catalog, or the names that two sources claim. */
    record Result(Optional<Catalog> catalog, List<Fault> clashes) {}

    static Result of(SortedMap<String, DataSource> folders) {
        Map<String, DataSource> byPrefix = new TreeMap<>();
        List<Fault> clashes = new ArrayList<>();
        SortedMap<String, DataSource> sources = expanded(folders, clashes);
        for (DataSource source : sources.values()) {
            for (String prefix : source.contract().prefixes()) {
                DataSource other = byPrefix.putIfAbsent(prefix, source);
                if (other != null && other != source) {
                    clashes.add(
                            new Fault(
                                    source.name(),
                                    Location.CONTRACT,
                                    "the emission prefix '%s' belongs to %s already"
                                            .formatted(prefix, other.name())));
                }
            }
        }
        return clashes.isEmpty()
                ? new Result(Optional.of(new Catalog(new TreeMap<>(sources), byPrefix)), List.of())
                : new Result(Optional.empty(), clashes);
    }

    /** Whatever file another source gains or loses, a source that describes it has changed. */
    private static SortedMap<String, DataSource> expanded(
            SortedMap<String, DataSource> folders, List<Fault> clashes) {
        SortedMap<String, DataSource> sources = new TreeMap<>(folders);
        try {
            for (SourceContract contract :
                    PerFileContracts.expand(
                            folders.values().stream().map(DataSource::contract).toList())) {
                sources.computeIfPresent(
                        contract.name(), (name, folder) -> folder.withContract(contract));
            }
        } catch (ContractException e) {
            folders.values().stream()
                    .filter(source -> PerFileContracts.describesOthers(source.contract()))
                    .forEach(
                            source ->
                                    e.errors()
                                            .forEach(
                                                    error ->
                                                            clashes.add(
                                                                    new Fault(
                                                                            source.name(),
                                                                            Location.CONTRACT,
                                                                            error))));
        }
        return sources;
    }

    List<DataSource> dependentsOf(String source) {
        return Stream.concat(
                        Stream.ofNullable(sources.get(source)),
                        sources.values().stream()
                                .filter(other -> !other.name().equals(source))
                                .filter(other -> !other.contract().derived())
                                .filter(other -> other.contract().dependsOn().contains(source)))
                .toList();
    }

    List<DataSource> derivedFrom(String source) {
        return sources.values().stream()
                .filter(other -> other.contract().derived())
                .filter(other -> other.contract().dependsOn().contains(source))
                .toList();
    }
}
