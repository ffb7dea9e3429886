/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.contract.SourceContract;

/** In which order sources are emitted so that what a record refers to is there. */
final class LoadOrder {

    private final Map<String, SourceContract> ownerOfTable = new HashMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    private LoadOrder(Collection<SourceContract> sources) {
        for (SourceContract source : sources) {
            for (FileContract file : source.files()) {
                ownerOfTable.put(file.target().schema() + "." + file.target().table(), source);
            }
        }
    }

    /** Sources that may be emitted at once, group after group: configuration, masters, facts. */
    static List<List<SourceContract>> waves(Collection<SourceContract> sources) {
        LoadOrder order = new LoadOrder(sources);
        Map<Integer, List<SourceContract>> waves = new TreeMap<>();
        for (SourceContract source : sources) {
            int wave =
                    rank(source.kind()) * (sources.size() + 1)
                            + order.depth(source, new HashSet<>());
            waves.computeIfAbsent(wave, unused -> new ArrayList<>()).add(source);
        }
        return List.copyOf(waves.values());
    }

    private static int rank(SourceContract.Kind kind) {
        return switch (kind) {
            case CONFIGURATION -> 0;
            case MASTER -> 1;
            case FACT -> 2;
            case DERIVED -> 3;
        };
    }

    /** Longest chain of references; one that leads back to its start ends there. */
    private int depth(SourceContract source, Set<String> path) {
        Integer known = depths.get(source.name());
        if (known != null) {
            return known;
        }
        path.add(source.name());
        int depth = 0;
        for (FileContract file : source.files()) {
            for (Reference reference : file.references()) {
                SourceContract owner = ownerOfTable.get(reference.table());
                if (owner != null && !path.contains(owner.name())) {
                    depth = Math.max(depth, 1 + depth(owner, path));
                }
            }
        }
        path.remove(source.name());
        depths.put(source.name(), depth);
        return depth;
    }
}
