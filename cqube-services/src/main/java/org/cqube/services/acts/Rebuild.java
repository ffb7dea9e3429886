/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.load.ReadySources;
import org.cqube.services.load.SourceTables;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.s3.ObjectStore;

/**
 * Makes all tables again from the input bucket alone: does the acts of {@code _acts/} once more, in
 * their order, with the archived files. Each act is one transaction, so a rebuild that is broken
 * off goes on where it stopped. The flow's own aggregation and publication follow by themselves,
 * from the keys that were touched, once the rebuild is done.
 */
public final class Rebuild {
    private final PostgresPool pool;
    private final ObjectStore store;
    private final DataSourceCatalog catalog;
    private final ReloadSettings settings;
    private final CommitAgain commits;

    public Rebuild(
            final PostgresPool pool,
            final ObjectStore store,
            final DataSourceCatalog catalog,
            final ReloadSettings settings) {
        this.pool = pool;
        this.store = store;
        this.catalog = catalog;
        this.settings = settings;
        this.commits = new CommitAgain(pool, store, settings);
    }

    /**
     * The rebuild that an operator asked for and that is not done.
     *
     * @return its id
     */
    public static Optional<Long> requested(final Connection connection) throws SQLException {
        return new RebuildLedger(connection).open();
    }

    /** Ends a rebuild for a fault that waiting cannot mend; asked for again, it goes on. */
    public static void failed(final Connection connection, final long id, final String why)
            throws SQLException {
        new RebuildLedger(connection).fail(id, why);
    }

    /**
     * Does all acts that are not done yet; returns how many.
     *
     * @param connection one that the pool lent, outside a transaction
     * @throws IOException if an act or an archived file is missing or damaged
     */
    public long run(final Connection connection, final long id) throws SQLException, IOException {
        final RebuildLedger ledger = new RebuildLedger(connection);
        final List<String> keys = ActObjects.inOrder(store, settings.inputBucket());
        ledger.begin(id, keys.size());
        final Set<Long> before = ledger.done();
        ReadySources sources = tables();
        long done = 0;
        reenacting(connection, true);
        try {
            for (final String key : keys) {
                if (!before.contains(ActObjects.id(key).getAsLong())) {
                    if (!sources.configured().isCurrent(connection)) {
                        // a configuration was among the acts: it changes what follows
                        sources = tables();
                    }
                    enact(connection, ledger, id, read(key), sources);
                    done++;
                }
            }
            tables();
            ledger.end(id);
            return done;
        } finally {
            if (!connection.isClosed()) {
                reenacting(connection, false);
            }
        }
    }

    /** The tables as catalog and configuration say by now. */
    private ReadySources tables() throws SQLException {
        try (Connection owner = pool.getOwnerConnection()) {
            return SourceTables.ensure(owner, catalog.all());
        }
    }

    private Act read(final String key) throws IOException {
        try (InputStream object = store.get(settings.inputBucket(), key)) {
            return Act.read(key, object);
        }
    }

    /** Triggers that record acts are silent meanwhile, on this connection. */
    private static void reenacting(final Connection connection, final boolean on)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select set_config('cqube.reenacting', '" + (on ? "on" : "off") + "', false)");
        }
    }

    private void enact(
            final Connection connection,
            final RebuildLedger ledger,
            final long id,
            final Act act,
            final ReadySources sources)
            throws SQLException, IOException {
        if (act.kind().equals("replay")) {
            replay(connection, ledger, id, act, source(act, sources));
            return;
        }
        Transactions.<Void, IOException>inTransaction(
                connection,
                () -> {
                    if (act.changedTables()) {
                        final DataSource source = source(act, sources);
                        commits.run(connection, ledger, id, act, source, owners(source));
                    } else {
                        ledger.restore("meta.emission", act.emission());
                        ledger.restoreCounts(act);
                    }
                    ledger.forgoMails(act);
                    ledger.enacted(id, act);
                    return null;
                });
    }

    private static DataSource source(final Act act, final ReadySources sources)
            throws IOException, SQLException {
        return sources.source(act.source())
                .orElseThrow(
                        () ->
                                new IOException(
                                        act.key()
                                                + " is of the data source "
                                                + act.source()
                                                + ", which the catalog does not have: bring its folder back"));
    }

    private List<String> owners(final DataSource source) {
        return catalog.dependentsOf(source.name()).stream().map(DataSource::name).toList();
    }

    /** The periods that were committed then, each its own transaction; the row comes first. */
    private void replay(
            final Connection connection,
            final RebuildLedger ledger,
            final long id,
            final Act act,
            final DataSource source)
            throws SQLException, IOException {
        final ObjectNode row = act.body().path("replay").deepCopy();
        final ReplayedPeriods replayed = ReplayedPeriods.of(row.path("periods"));
        final ReplayCounts counts =
                new Replay(pool, store, settings, source, owners(source))
                        .run(
                                connection,
                                Selection.parse(row.path("selection").toString()),
                                replayed);
        Transactions.<Void, IOException>inTransaction(
                connection,
                () -> {
                    ledger.restore("meta.replay", row);
                    final String recorded =
                            "loaded %d, rejected %d, already known %d"
                                    .formatted(
                                            row.path("loaded").asLong(),
                                            row.path("rejected").asLong(),
                                            row.path("already_known").asLong());
                    final String found =
                            "loaded %d, rejected %d, already known %d"
                                    .formatted(counts.loaded(), counts.rejected(), counts.known());
                    if (!recorded.equals(found)) {
                        ledger.differs(id, act, recorded, found);
                    }
                    ledger.enacted(id, act);
                    return null;
                });
    }
}
