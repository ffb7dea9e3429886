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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.engines.finding.Rule;

/**
 * Rules that an installation may do without, as the domain says of them: refusing schools that
 * share their coordinates also refuses schools that share a compound.
 */
public final class OptionalRules {

    /** Ids of the rules that may be switched off. */
    public static final Set<String> IDS = Set.of(Rule.DUPLICATE_GEO_SHARED.id());

    private OptionalRules() {}

    /**
     * The contract without these rules.
     *
     * @param off ids, each one of {@link #IDS}
     * @return the contract itself if it has none of them; else one whose hash says which are off
     */
    public static SourceContract without(SourceContract contract, Set<String> off) {
        if (contract.files().stream()
                .allMatch(file -> left(file, off).size() == file.duplicates().size())) {
            return contract;
        }
        List<String> parts = new ArrayList<>(List.of(contract.hash()));
        parts.addAll(new TreeSet<>(off));
        return contract.withFiles(
                contract.files().stream()
                        .map(file -> file.withDuplicates(left(file, off)))
                        .toList(),
                ContractHash.of(parts));
    }

    private static List<DuplicateRule> left(FileContract file, Set<String> off) {
        return file.duplicates().stream().filter(rule -> !off.contains(rule.rule().id())).toList();
    }
}
