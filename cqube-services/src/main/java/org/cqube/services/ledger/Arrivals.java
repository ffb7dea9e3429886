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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cqube.engines.finding.Refusal;

/**
 * The part of the ledger before an emission is archived: what lies in the emission bucket, who was
 * told about it, and what a zip turned out to hold.
 */
public final class Arrivals {
    private final Connection connection;

    public Arrivals(final Connection connection) {
        this.connection = connection;
    }

    /** Records an arrival unless it is there already, and says which emission it is. */
    public Emission arrive(final String source, final Arrival arrival) throws SQLException {
        // the update changes nothing: it makes the row that is there already come back
        final String sql =
                "insert into meta.emission (source, object_key, etag, last_modified, emitted_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (object_key, etag, last_modified, file) do update set source = meta.emission.source returning "
                        + EmissionRows.COLUMNS;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setString(2, arrival.key());
            insert.setString(3, arrival.etag());
            insert.setTimestamp(4, Timestamp.from(arrival.lastModified()));
            insert.setTimestamp(5, Timestamp.from(arrival.emittedAt()));
            return EmissionRows.one(insert).orElseThrow();
        }
    }

    /** Records an arrival that is refused for what its key says alone. */
    public Emission arriveRefused(final String source, final Arrival arrival, final Refusal refusal)
            throws SQLException {
        return Transactions.inTransaction(
                connection,
                () -> {
                    final Emission emission = arrive(source, arrival);
                    try {
                        new Ledger(connection).refuse(emission, refusal, null);
                    } catch (final SupersededException e) {
                        throw new IllegalStateException(
                                "The row was written by this transaction", e);
                    }
                    return emission;
                });
    }

    /** Whether this arrival was seen before, opened or not. */
    public boolean isKnown(final Arrival arrival) throws SQLException {
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
                        + EmissionRows.COLUMNS;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, source);
            return EmissionRows.all(update);
        }
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
     * Records the CSVs of an opened zip, the first one on the arrival's own row, and says for which
     * of them a FlowFile has to be made: the caller's own, and those that never got one. So a zip
     * may be opened again, after a crash or for one of its CSVs that an operator resumes.
     */
    public Map<OpenedFile, Emission> open(final Emission arrival, final List<OpenedFile> files)
            throws SQLException, SupersededException {
        final OpenedFile own =
                files.stream()
                        .filter(file -> file.file().equals(arrival.file()))
                        .findFirst()
                        .orElse(files.getFirst());
        final Map<OpenedFile, Emission> opened = new LinkedHashMap<>();
        for (final OpenedFile file : files) {
            if (file.equals(own)) {
                opened.put(
                        file,
                        describe(
                                        file,
                                        "emission_id = ? and ticket = ?",
                                        arrival.id(),
                                        arrival.ticket())
                                .orElseThrow(() -> Ledger.superseded(arrival.id())));
            } else {
                further(arrival, file);
                describe(
                                file,
                                "emission_id = (select s.emission_id from meta.emission s join meta.emission me"
                                        + " using (object_key, etag, last_modified) where me.emission_id = ? and s.file = ?)"
                                        + " and state = 'received' and handed_at is null",
                                arrival.id(),
                                file.file())
                        .ifPresent(emission -> opened.put(file, emission));
            }
        }
        return opened;
    }

    private Optional<Emission> describe(
            final OpenedFile file, final String condition, final Object... values)
            throws SQLException {
        final String sql =
                "update meta.emission set file = ?, base_name = ?, place = ?, sha256 = ?, size_bytes = ?, records_declared = ?,"
                        + " records_in = ?, blank_lines = ?, corrects = ?, mode = ?, manifest = ? where "
                        + condition
                        + " returning "
                        + EmissionRows.COLUMNS;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            int index = 1;
            update.setString(index++, file.file());
            update.setString(index++, file.baseName());
            update.setInt(index++, file.place());
            update.setString(index++, file.sha256());
            update.setLong(index++, file.sizeBytes());
            update.setLong(index++, file.records());
            update.setLong(index++, file.records());
            update.setLong(index++, file.blankLines());
            update.setObject(index++, file.corrects());
            update.setString(index++, file.replace() ? "replace" : null);
            update.setString(index++, file.manifest());
            for (final Object value : values) {
                update.setObject(index++, value);
            }
            return EmissionRows.one(update);
        }
    }

    private void further(final Emission arrival, final OpenedFile file) throws SQLException {
        final String sql =
                "insert into meta.emission (source, file, object_key, etag, last_modified, emitted_at)"
                        + " select source, ?, object_key, etag, last_modified, emitted_at from meta.emission where emission_id = ?"
                        + " on conflict (object_key, etag, last_modified, file) do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, file.file());
            insert.setLong(2, arrival.id());
            insert.executeUpdate();
        }
    }
}
