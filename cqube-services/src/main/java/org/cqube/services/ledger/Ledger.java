/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private static final String COLUMNS =
            "emission_id, ticket, source, file, base_name, object_key, place, emitted_at, state, sha256,"
                    + " corrects, mode, manifest, contract_hash, archive_key";

    private static final String FILTER_RULES = " and (rule like 'overlap.%' or rule like 'ref.%')";

    private final Connection connection;

    public Ledger(final Connection connection) {
        this.connection = connection;
    }

    /** Records an arrival unless it is there already, and says which emission it is. */
    public Emission arrive(final String source, final Arrival arrival) throws SQLException {
        // the update changes nothing: it makes the row that is there already come back
        final String sql =
                "insert into meta.emission (source, object_key, etag, last_modified, emitted_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (object_key, etag, last_modified, file) do update set source = meta.emission.source returning "
                        + COLUMNS;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setString(2, arrival.key());
            insert.setString(3, arrival.etag());
            insert.setTimestamp(4, Timestamp.from(arrival.lastModified()));
            insert.setTimestamp(5, Timestamp.from(arrival.emittedAt()));
            return one(insert).orElseThrow();
        }
    }

    /** Whether this arrival was seen before, opened or not. */
    public boolean isKnownArrival(final Arrival arrival) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select 1 from meta.emission where object_key = ? and etag = ? and last_modified = ? limit 1")) {
            query.setString(1, arrival.key());
            query.setString(2, arrival.etag());
            query.setTimestamp(3, Timestamp.from(arrival.lastModified()));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Notes that a FlowFile for these emissions is safely in NiFi's queue. */
    public void handedOver(final Collection<Long> ids) throws SQLException {
        final Array array = connection.createArrayOf("bigint", ids.toArray());
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update meta.emission set handed_at = now() where emission_id = any(?)")) {
            update.setArray(1, array);
            update.executeUpdate();
        } finally {
            array.free();
        }
    }

    /**
     * Emissions of a source that need a FlowFile made for them: listed, but the session that should
     * have carried them was never committed; or an operator's {@code resume} that no parked
     * FlowFile has answered within five seconds. Each comes back with a new ticket, so that
     * whatever old FlowFile still exists ends quietly.
     */
    public List<Emission> takeUnattended(final String source) throws SQLException {
        final String sql =
                "update meta.emission set ticket = gen_random_uuid(), resume_requested = null, handed_at = null,"
                        + " state = case when state <> 'parked' then state when archive_key is not null then 'archived' else 'received' end,"
                        + " parked_from = null, failure = null, received_at = case when handed_at is null then now() else received_at end"
                        + " where source = ? and state in ('received', 'archived', 'validated', 'parked')"
                        + " and ((handed_at is null and received_at < now() - interval '30 seconds')"
                        + " or resume_requested < now() - interval '5 seconds') returning "
                        + COLUMNS;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, source);
            return all(update);
        }
    }

    /** The emission, if the ticket is still its. */
    public Emission current(final long id, final UUID ticket)
            throws SQLException, SupersededException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select "
                                + COLUMNS
                                + " from meta.emission where emission_id = ? and ticket = ?")) {
            query.setLong(1, id);
            query.setObject(2, ticket);
            return one(query).orElseThrow(() -> superseded(id));
        }
    }

    /** Any emission, whoever acts for it. */
    public Optional<Emission> find(final long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select " + COLUMNS + " from meta.emission where emission_id = ?")) {
            query.setLong(1, id);
            return one(query);
        }
    }

    /**
     * Records the CSVs of an opened zip: the first one on the arrival's own row, the others on rows
     * of their own.
     */
    public List<Emission> open(final Emission arrival, final List<OpenedFile> files)
            throws SQLException, SupersededException {
        final List<Emission> emissions = new ArrayList<>(files.size());
        for (final OpenedFile file : files) {
            final long id = emissions.isEmpty() ? arrival.id() : further(arrival, file);
            final String sql =
                    "update meta.emission set file = ?, base_name = ?, place = ?, sha256 = ?, size_bytes = ?, records_declared = ?,"
                            + " records_in = ?, blank_lines = ?, corrects = ?, mode = ?, manifest = ? where emission_id = ?"
                            + " and (ticket = ? or emission_id <> ?) returning "
                            + COLUMNS;
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, file.file());
                update.setString(2, file.baseName());
                update.setInt(3, file.place());
                update.setString(4, file.sha256());
                update.setLong(5, file.sizeBytes());
                update.setLong(6, file.records());
                update.setLong(7, file.records());
                update.setLong(8, file.blankLines());
                update.setObject(9, file.corrects());
                update.setString(10, file.replace() ? "replace" : null);
                update.setString(11, file.manifest());
                update.setLong(12, id);
                update.setObject(13, arrival.ticket());
                update.setLong(14, arrival.id());
                emissions.add(one(update).orElseThrow(() -> superseded(id)));
            }
        }
        return emissions;
    }

    private long further(final Emission arrival, final OpenedFile file) throws SQLException {
        final String sql =
                "insert into meta.emission (source, file, object_key, etag, last_modified, emitted_at, handed_at)"
                        + " select source, ?, object_key, etag, last_modified, emitted_at, now() from meta.emission where emission_id = ?"
                        + " on conflict (object_key, etag, last_modified, file) do update set file = excluded.file returning emission_id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, file.file());
            insert.setLong(2, arrival.id());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Notes where the raw CSV was archived. */
    public void archived(final Emission emission, final String archiveKey)
            throws SQLException, SupersededException {
        change(emission, "state = 'archived', archived_at = now(), archive_key = ?", archiveKey);
    }

    /** How many CSVs of the same arrived zip have not been archived yet and still need it. */
    public long unarchivedSiblings(final Emission emission) throws SQLException {
        final String sql =
                "select count(*) from meta.emission e join meta.emission o using (object_key, etag, last_modified)"
                        + " where o.emission_id = ? and e.archive_key is null and e.state in ('received', 'parked')";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
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

    /** ETag of the zip that the emission came in. */
    public String etag(final Emission emission) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select etag from meta.emission where emission_id = ?")) {
            query.setLong(1, emission.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
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
                "state = 'validated', validated_at = now(), contract_hash = ?, records_in = ?, already_known = 0, blank_lines = ?,"
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

    /** Records what the overlap filter decided; it replaces what an earlier pass of it recorded. */
    public void filtered(
            final Emission emission, final long loadVersion, final long known, final Counts counts)
            throws SQLException, SupersededException {
        clearCounts(emission, FILTER_RULES);
        addCounts(emission, counts);
        change(
                emission,
                "load_version = ?, already_known = ?, rejected = (select coalesce(sum(n), 0)"
                        + " from meta.emission_count c where c.emission_id = meta.emission.emission_id and kind = 'row')",
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
                        "insert into meta.emission_count (emission_id, rule, kind, n) values (?, ?, ?, ?)")) {
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

    private static SupersededException superseded(final long id) {
        return new SupersededException(
                "Emission " + id + " is in the hands of another FlowFile, or has ended");
    }

    private static Optional<Emission> one(final PreparedStatement statement) throws SQLException {
        return all(statement).stream().findFirst();
    }

    private static List<Emission> all(final PreparedStatement statement) throws SQLException {
        final List<Emission> emissions = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                final long correctsOrZero = row.getLong("corrects");
                final Long corrects = row.wasNull() ? null : Long.valueOf(correctsOrZero);
                emissions.add(
                        new Emission(
                                row.getLong("emission_id"),
                                row.getObject("ticket", UUID.class),
                                row.getString("source"),
                                row.getString("file"),
                                row.getString("base_name"),
                                row.getString("object_key"),
                                row.getInt("place"),
                                row.getTimestamp("emitted_at").toInstant(),
                                EmissionState.of(row.getString("state")),
                                row.getString("sha256"),
                                corrects,
                                "replace".equals(row.getString("mode")),
                                row.getString("manifest"),
                                row.getString("contract_hash"),
                                row.getString("archive_key")));
            }
        }
        return emissions;
    }
}
