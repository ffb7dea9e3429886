/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.cqube.runtime.ledger.Emission;
import org.cqube.runtime.ledger.Ledger;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Waiting;

/** Follows emitted objects in the ledger. */
public final class EmissionWatch {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Ledger ledger;
    private final Consumer<String> progress;

    /** Last state told, by id. */
    private final Map<String, String> told = new HashMap<>();

    /**
     * @param progress told each change of state
     */
    public EmissionWatch(Connection connection, Consumer<String> progress) {
        this.ledger = new Ledger(connection);
        this.progress = progress;
    }

    /**
     * Waits until every emission of every object has ended or is parked.
     *
     * @return the emissions of each object; those of an object that did not end in time as they are
     */
    public Map<Emitted, List<Emission>> untilEnded(Collection<Emitted> objects, Duration patience)
            throws IOException, CqubeException {
        return until(objects, patience, emission -> emission.ended() || emission.parked());
    }

    /** Waits until every emission is at least in the tables, or has ended or is parked. */
    Map<Emitted, List<Emission>> untilLoaded(Collection<Emitted> objects, Duration patience)
            throws IOException, CqubeException {
        return until(
                objects,
                patience,
                emission -> emission.loaded() || emission.ended() || emission.parked());
    }

    private Map<Emitted, List<Emission>> until(
            Collection<Emitted> objects, Duration patience, Predicate<Emission> enough)
            throws IOException, CqubeException {
        Map<Emitted, List<Emission>> found = new LinkedHashMap<>();
        Waiting.until(
                patience,
                INTERVAL,
                () -> {
                    for (Emitted object : objects) {
                        List<Emission> emissions = read(object);
                        emissions.forEach(this::tell);
                        found.put(object, emissions);
                    }
                    return found.values().stream()
                            .allMatch(list -> !list.isEmpty() && list.stream().allMatch(enough));
                });
        return found;
    }

    private List<Emission> read(Emitted object) throws CqubeException {
        try {
            return new ArrayList<>(ledger.emissions(object.key(), object.since()));
        } catch (SQLException away) {
            throw new CqubeException("the ledger cannot be read: " + away.getMessage(), away);
        }
    }

    private void tell(Emission emission) {
        if (!emission.state().equals(told.put(emission.id(), emission.state()))) {
            progress.accept(emission.describe());
        }
    }
}
