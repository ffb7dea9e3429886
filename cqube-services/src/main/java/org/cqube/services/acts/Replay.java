/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Target;
import org.cqube.engines.finding.Refusal;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.Transactions;
import org.cqube.services.load.OverlapFilter;
import org.cqube.services.load.RowChoice;
import org.cqube.services.load.TableChange;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.s3.ObjectStore;

/**
 * Deletes rows of a source and loads them again from the archived files that were committed, in the
 * order of emission; the latest value of a cell or row wins. Months of a target with days are a
 * period each, all other rows of the source one more; a period is one transaction.
 */
public final class Replay {
    /** The period of all rows that are no days. */
    static final String RECORDS = "records";

    private final PostgresPool pool;
    private final ObjectStore store;
    private final ReloadSettings settings;
    private final DataSource source;
    private final List<String> owners;

    /**
     * @param source under the contract in force
     * @param owners sources whose reports follow, itself among them
     */
    public Replay(
            final PostgresPool pool,
            final ObjectStore store,
            final ReloadSettings settings,
            final DataSource source,
            final List<String> owners) {
        this.pool = pool;
        this.store = store;
        this.settings = settings;
        this.source = source;
        this.owners = List.copyOf(owners);
    }

    /** Who notes what is done. */
    public interface Progress {
        /** Whether the period is to be left out: it is committed already, or was never done. */
        boolean skips(String period) throws SQLException;

        /** Notes a period; within its transaction. */
        void done(String period, ReplayCounts counts) throws SQLException;

        /** Whether what was done stays; if not, each period is rolled back. */
        boolean keeps();
    }

    /**
     * Replays.
     *
     * @param connection one that the pool lent, outside a transaction
     * @return what was done now, without the periods that were skipped
     * @throws IllegalArgumentException if no file of the source can be chosen this way
     * @throws IOException if an archived file is missing or damaged
     */
    public ReplayCounts run(
            final Connection connection, final Selection selection, final Progress progress)
            throws SQLException, IOException {
        final Map<String, RowChoice> choices = choices(connection, selection);
        final List<Emission> emissions =
                new Ledger(connection).committed(source.name(), choices.keySet());
        final Map<Long, Set<LocalDate>> months = months(emissions, choices);
        ReplayCounts total = ReplayCounts.NONE;
        for (final Map.Entry<String, Map<String, RowChoice>> period :
                periods(connection, selection, choices, months).entrySet()) {
            if (!progress.skips(period.getKey())) {
                final Map<String, RowChoice> chosen = period.getValue();
                final List<Emission> files =
                        emissions.stream().filter(e -> isIn(e, chosen, months)).toList();
                total = total.plus(period(connection, period.getKey(), chosen, files, progress));
            }
        }
        return total;
    }

    private static boolean isIn(
            final Emission emission,
            final Map<String, RowChoice> chosen,
            final Map<Long, Set<LocalDate>> months) {
        final RowChoice choice = chosen.get(emission.baseName());
        return choice != null
                && (choice.month() == null
                        || months.getOrDefault(emission.id(), Set.of()).contains(choice.month()));
    }

    private Map<String, RowChoice> choices(final Connection connection, final Selection selection)
            throws SQLException {
        final Map<String, RowChoice> choices = selection.choices(connection, source.contract());
        if (choices.isEmpty()) {
            throw new IllegalArgumentException(
                    "No file of "
                            + source.name()
                            + " can be chosen this way: its contract names no column for it (cqube:replay)");
        }
        return choices;
    }

    /** The months of each file with days; a file that is refused by now has none. */
    private Map<Long, Set<LocalDate>> months(
            final List<Emission> emissions, final Map<String, RowChoice> choices)
            throws IOException {
        final Map<Long, Set<LocalDate>> months = new HashMap<>();
        for (final Emission emission : emissions) {
            final FileContract file = choices.get(emission.baseName()).file();
            if (file.target().kind() == Target.Kind.DAYS) {
                try (ArchivedFile archived = new ArchivedFile(store, settings, emission, file)) {
                    archived.validate();
                    months.put(
                            emission.id(),
                            MonthsOfFile.of(
                                    archived.canonical(),
                                    file.target().days(),
                                    settings.startMonth()));
                } catch (final Refusal refusal) {
                    months.put(emission.id(), Set.of());
                }
            }
        }
        return months;
    }

    /** Choices by base name, by period. */
    private static Map<String, Map<String, RowChoice>> periods(
            final Connection connection,
            final Selection selection,
            final Map<String, RowChoice> choices,
            final Map<Long, Set<LocalDate>> months)
            throws SQLException {
        final Map<String, Map<String, RowChoice>> periods = new LinkedHashMap<>();
        for (final Map.Entry<String, RowChoice> entry : choices.entrySet()) {
            final RowChoice choice = entry.getValue();
            if (choice.file().target().kind() == Target.Kind.RECORD) {
                periods.computeIfAbsent(RECORDS, key -> new LinkedHashMap<>())
                        .put(entry.getKey(), choice);
            } else {
                final Set<LocalDate> starts = new TreeSet<>(choice.storedMonths(connection));
                months.values().forEach(starts::addAll);
                for (final LocalDate start : starts) {
                    if (selection.takesMonth(start)) {
                        periods.computeIfAbsent(
                                        start.toString().substring(0, 7),
                                        key -> new LinkedHashMap<>())
                                .put(entry.getKey(), choice.within(start));
                    }
                }
            }
        }
        return periods;
    }

    private ReplayCounts period(
            final Connection connection,
            final String period,
            final Map<String, RowChoice> choices,
            final List<Emission> emissions,
            final Progress progress)
            throws SQLException, IOException {
        final Transactions.Work<ReplayCounts, IOException> work =
                () -> {
                    lock(connection);
                    final TableChange change =
                            new TableChange(connection, pool, owners, settings.startMonth());
                    ReplayCounts counts = ReplayCounts.NONE;
                    for (final RowChoice choice : choices.values()) {
                        counts = counts.withDeleted(change.delete(source.name(), choice));
                    }
                    for (final Emission emission : emissions) {
                        counts =
                                reload(
                                        connection,
                                        change,
                                        emission,
                                        choices.get(emission.baseName()),
                                        counts);
                    }
                    progress.done(period, counts);
                    return counts;
                };
        return progress.keeps()
                ? Transactions.inTransaction(connection, work)
                : Transactions.rolledBack(connection, work);
    }

    /** Waits for a load that is under way; none begins before the period is committed. */
    private void lock(final Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('cqube-load:' || ?, 0))")) {
            query.setString(1, source.name());
            query.execute();
        }
    }

    private ReplayCounts reload(
            final Connection connection,
            final TableChange change,
            final Emission emission,
            final RowChoice choice,
            final ReplayCounts counts)
            throws SQLException, IOException {
        final FileContract file = choice.file();
        final boolean days = file.target().kind() == Target.Kind.DAYS;
        // a record of a later file takes the place of the whole row, but a correction never erases
        final Emission acting = days || emission.corrects() != null ? emission.winning() : emission;
        final Overlap overlap =
                days ? file.overlap() : new Overlap(Overlap.Policy.UPDATE, file.overlap().scope());
        final List<String> checks = new ArrayList<>();
        file.checks().forEach(name -> checks.add(source.sql(name)));
        try (ArchivedFile archived = new ArchivedFile(store, settings, emission, file)) {
            archived.validate();
            final OverlapFilter.Result result =
                    archived.filter(
                            connection,
                            acting,
                            new OverlapFilter(
                                    pool, overlap, settings.startMonth(), checks, Set.of()));
            return result.refusal().isPresent()
                    ? counts.withRefusedFile()
                    : counts.withFile(change.load(acting, choice, archived.decided()));
        } catch (final Refusal refusal) {
            return counts.withRefusedFile();
        }
    }
}
