/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.finding.Refusal;

/**
 * Reads and writes {@code meta.emission}. Each change names the ticket of the FlowFile that asks
 * for it and fails with {@link SupersededException} when another one has taken over. Repeating a
 * change after a crash changes nothing.
 *
 * <p>An instance works on one connection and begins no transactions: what belongs together is the
 * caller's to say.
 */
public final class Ledger {
    private static final String FILTER_RULES = " and (rule like 'overlap.%' or rule like 'ref.%')";

    private final Connection connection;

    public Ledger(final Connection connection) {
        this.connection = connection;
    }

    /** The emission, if the ticket is still its. */
    public Emission current(final long id, final UUID ticket)
            throws SQLException, SupersededException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select "
                                + EmissionRows.COLUMNS
                                + " from meta.emission where emission_id = ? and ticket = ?")) {
            query.setLong(1, id);
            query.setObject(2, ticket);
            return EmissionRows.one(query).orElseThrow(() -> superseded(id));
        }
    }

    /** Any emission, whoever acts for it. */
    public Optional<Emission> find(final long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select "
                                + EmissionRows.COLUMNS
                                + " from meta.emission where emission_id = ?")) {
            query.setLong(1, id);
            return EmissionRows.one(query);
        }
    }

    /**
     * The emissions that a load of their own committed, also if it changed nothing, in the order of
     * emission. Those that were recognised by their bytes are not among them: they did nothing.
     */
    public List<Emission> committed(final String source, final Collection<String> baseNames)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select "
                                + EmissionRows.COLUMNS
                                + " from meta.emission where source = ? and base_name = any (?)"
                                + " and loaded_at is not null order by emitted_at, object_key, place, emission_id")) {
            query.setString(1, source);
            query.setArray(2, connection.createArrayOf("text", baseNames.toArray()));
            return EmissionRows.all(query);
        }
    }

    /** Notes where the raw CSV was archived. */
    public void archived(final Emission emission, final String archiveKey)
            throws SQLException, SupersededException {
        change(emission, "state = 'archived', archived_at = now(), archive_key = ?", archiveKey);
    }

    /**
     * The oldest emission of the source that comes before this one and is neither committed nor
     * ended; 0 if none.
     */
    public long olderUnsettled(final Emission emission) throws SQLException {
        final String sql =
                "select e.emission_id from meta.emission e, meta.emission me where me.emission_id = ?"
                        + " and e.source = me.source and e.emission_id <> me.emission_id"
                        + " and e.state in ('received', 'archived', 'validated', 'parked')"
                        + " and (e.emitted_at, e.object_key, e.place, e.emission_id)"
                        + " < (me.emitted_at, me.object_key, me.place, me.emission_id)"
                        + " order by e.emitted_at, e.object_key, e.place, e.emission_id limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Whether another emission of the source has to be loaded first. */
    public boolean isOthersTurn(final Emission emission) throws SQLException {
        return olderUnsettled(emission) != 0;
    }

    /**
     * Records what column and duplicate checks found; it replaces what an earlier validation
     * recorded.
     */
    public void validated(
            final Emission emission,
            final String contractHash,
            final long recordsIn,
            final long blankLines,
            final Counts counts,
            final String rejectsKey,
            final String rejectedKey)
            throws SQLException, SupersededException {
        change(
                emission,
                "state = 'validated', validated_at = now(), load_version = null, contract_hash = ?, records_in = ?, already_known = 0, blank_lines = ?,"
                        + " rejected = ?, rejects_key = ?, rejected_key = ?",
                contractHash,
                recordsIn,
                blankLines,
                counts.rejected(),
                rejectsKey,
                rejectedKey);
        clearCounts(emission, "");
        addCounts(emission, counts);
    }

    /**
     * Records what the overlap filter decided; it replaces what an earlier pass of it recorded.
     *
     * @param overlap policy and scope by which it decided
     */
    public void filtered(
            final Emission emission,
            final Overlap overlap,
            final long loadVersion,
            final long known,
            final Counts counts)
            throws SQLException, SupersededException {
        clearCounts(emission, FILTER_RULES);
        addCounts(emission, counts);
        change(
                emission,
                "overlap_policy = ?, overlap_scope = ?, load_version = ?, already_known = ?, rejected = (select coalesce(sum(n), 0)"
                        + " from meta.emission_count c where c.emission_id = meta.emission.emission_id and kind = 'row')",
                overlap.policy().word(),
                overlap.scope().word(),
                loadVersion,
                known);
    }

    /** Whether an earlier pass of the overlap filter recorded findings. */
    public boolean wasFiltered(final Emission emission) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select exists (select 1 from meta.emission_count where emission_id = ?"
                                + FILTER_RULES
                                + ")")) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Whether an earlier pass of the overlap filter decided, with findings or without. */
    public boolean wasDecided(final Emission emission) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select load_version is not null from meta.emission where emission_id = ?")) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Notes where the reject files stand; null where there is nothing to report. */
    public void rejectFiles(
            final Emission emission, final String rejectsKey, final String rejectedKey)
            throws SQLException, SupersededException {
        change(emission, "rejects_key = ?, rejected_key = ?", rejectsKey, rejectedKey);
    }

    /**
     * Ends an emission whose whole file is the data's fault: all its records are refused under one
     * rule.
     */
    public void refuse(final Emission emission, final Refusal refusal, final String rejectsKey)
            throws SQLException, SupersededException {
        final String rule = refusal.violation().rule().id();
        final long records = refusal.recordsIn();
        change(
                emission,
                "state = 'refused', ended_at = now(), records_in = ?, rejected = ?, loaded = 0, already_known = 0,"
                        + " rejects_key = ?, rejected_key = null, refusal = jsonb_build_object('rule', ?::text, 'message', ?::text,"
                        + " 'expected', ?::text, 'found', ?::text)",
                records,
                records,
                rejectsKey,
                rule,
                refusal.violation().message(),
                refusal.expected(),
                refusal.found());
        clearCounts(emission, "");
        if (records > 0) {
            addCounts(emission, new Counts(Map.of(rule, records), Map.of(), Map.of()));
        }
    }

    private void clearCounts(final Emission emission, final String condition) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from meta.emission_count where emission_id = ?" + condition)) {
            delete.setLong(1, emission.id());
            delete.executeUpdate();
        }
    }

    private void addCounts(final Emission emission, final Counts counts) throws SQLException {
        addCounts(emission, "row", counts.rows());
        addCounts(emission, "cell", counts.cells());
        addCounts(emission, "warning", counts.warnings());
    }

    private void addCounts(
            final Emission emission, final String kind, final Map<String, Long> byRule)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into meta.emission_count as c (emission_id, rule, kind, n) values (?, ?, ?, ?)"
                                + " on conflict (emission_id, rule, kind) do update set n = c.n + excluded.n")) {
            for (final Map.Entry<String, Long> count : byRule.entrySet()) {
                if (count.getValue() > 0) {
                    insert.setLong(1, emission.id());
                    insert.setString(2, count.getKey());
                    insert.setString(3, kind);
                    insert.setLong(4, count.getValue());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Only statements written in this package come here; values are bound. */
    void change(final Emission emission, final String assignments, final Object... values)
            throws SQLException, SupersededException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.emission set "
                                + assignments
                                + " where emission_id = ? and ticket = ?")) {
            int index = 1;
            for (final Object value : values) {
                update.setObject(index++, value);
            }
            update.setLong(index++, emission.id());
            update.setObject(index, emission.ticket());
            if (update.executeUpdate() == 0) {
                throw superseded(emission.id());
            }
        }
    }

    static SupersededException superseded(final long id) {
        return new SupersededException(
                "Emission " + id + " is in the hands of another FlowFile, or has ended");
    }
}
