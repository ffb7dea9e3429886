/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** What a failed statement says about the world: whether waiting can help. */
public final class SqlStates {
    /** Connection exception, insufficient resources, operator intervention (a shutdown, say). */
    private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57");

    /** Class 57 too, but somebody meant it for this one statement. */
    private static final String QUERY_CANCELED = "57014";

    private SqlStates() {}

    /**
     * True if the database was away, out of resources or being shut down, so that the same work may
     * succeed later with nothing changed. Looks at the exception, at those chained to it, and at
     * the causes of all of them; an {@code IOException} among the causes of an {@code SQLException}
     * is a lost connection.
     */
    public static boolean isOutage(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(thrown);
        boolean sql = false;
        boolean io = false;
        while (!open.isEmpty()) {
            Throwable at = open.removeFirst();
            if (!seen.add(at)) {
                continue;
            }
            if (at instanceof SQLException exception) {
                if (isOutageState(exception)) {
                    return true;
                }
                sql = true;
                add(open, exception.getNextException());
            }
            io |= at instanceof IOException;
            add(open, at.getCause());
        }
        return sql && io;
    }

    private static boolean isOutageState(SQLException exception) {
        String state = exception.getSQLState();
        if (state == null || state.length() < 2) {
            return exception instanceof SQLTransientConnectionException
                    || exception instanceof SQLNonTransientConnectionException;
        }
        return OUTAGE_CLASSES.contains(state.substring(0, 2)) && !state.equals(QUERY_CANCELED);
    }

    private static void add(Deque<Throwable> open, Throwable next) {
        if (next != null) {
            open.add(next);
        }
    }
}
