/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.s3.ObjectStore;
import org.cqube.services.s3.StoredObject;

/**
 * Removes what no reader needs any more from the output bucket: the last generations stay for those
 * who follow an older pointer, and every object that the newest index names stays however old it is
 * (metrics-and-outputs.md, 3.2).
 */
public final class OldGenerations {
    private final ObjectStore store;
    private final String bucket;
    private final int keep;

    /**
     * @param keep number of generations that stay, the newest among them; at least 1
     */
    public OldGenerations(final ObjectStore store, final String bucket, final int keep) {
        this.store = store;
        this.bucket = bucket;
        this.keep = keep;
    }

    /**
     * Removes the old objects of one source. Does nothing while the source is being published: what
     * a publication has written and not yet shown would look old.
     *
     * @return number of removed objects
     */
    public int remove(final Connection connection, final String source) throws SQLException {
        return Transactions.inTransaction(
                connection,
                () ->
                        PublicationLock.tryLock(connection, source)
                                ? removeUnneeded(connection, source)
                                : 0);
    }

    private int removeUnneeded(final Connection connection, final String source)
            throws SQLException {
        final Set<String> generations = generations(connection, source);
        if (generations.isEmpty()) {
            // an empty ledger knows nothing about a bucket that may be full
            return 0;
        }
        final Set<String> live = new HashSet<>();
        new PublicationLedger(connection, source)
                .live()
                .values()
                .forEach(published -> live.add(published.key()));
        int removed = 0;
        try (Stream<StoredObject> objects = store.list(bucket, source + "/")) {
            for (final StoredObject object : (Iterable<StoredObject>) objects::iterator) {
                final String generation = GenerationKey.generation(object.key());
                if (!generation.isEmpty()
                        && !generations.contains(generation)
                        && !live.contains(object.key())) {
                    store.delete(bucket, object.key());
                    removed++;
                }
            }
        }
        return removed;
    }

    private Set<String> generations(final Connection connection, final String source)
            throws SQLException {
        final Set<String> generations = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select generation from meta.run where source = ? and generation is not null"
                                + " group by generation order by max(run_id) desc limit ?")) {
            query.setString(1, source);
            query.setInt(2, keep);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    generations.add(row.getString(1));
                }
            }
        }
        return generations;
    }
}
