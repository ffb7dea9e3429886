/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Target;
import org.cqube.services.ledger.Emission;
import org.cqube.services.postgres.FreshStatistics;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * What a commit does to the tables of a source: rows, processed days, touched keys, load version.
 * It works within the caller's transaction, and knows nothing of the ledger.
 */
public final class TableChange {
    private final Connection connection;
    private final PostgresPool pool;
    private final List<String> owners;
    private final int startMonth;

    /**
     * @param connection one that {@code pool} lent, in a transaction
     * @param owners sources whose reports follow a change
     * @param startMonth of the academic year, 1 to 12
     */
    public TableChange(
            final Connection connection,
            final PostgresPool pool,
            final List<String> owners,
            final int startMonth) {
        this.connection = connection;
        this.pool = pool;
        this.owners = List.copyOf(owners);
        this.startMonth = startMonth;
    }

    /**
     * What became of records.
     *
     * @param loaded inserted or changed a row
     * @param rejected refused by the overlap filter
     * @param known stored already
     */
    public record Result(long loaded, long rejected, long known) {
        /** All of them. */
        public long records() {
            return loaded + rejected + known;
        }
    }

    /** Loads the records that the overlap filter kept; returns how many changed something. */
    public long load(
            final Emission emission, final FileContract file, final CanonicalContent content)
            throws SQLException, IOException {
        return merge(emission, file, Incoming.copy(connection, pool, file, content));
    }

    /**
     * Loads those of the records that a choice takes in, and leaves no temporary table behind.
     *
     * @param content records that the overlap filter decided on
     */
    public Result load(
            final Emission emission, final RowChoice choice, final CanonicalContent content)
            throws SQLException, IOException {
        final Incoming incoming = Incoming.copy(connection, pool, choice.file(), content);
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from incoming where ("
                                + choice.ofIncoming(incoming, startMonth)
                                + ") is not true")) {
            choice.bindConditions(delete, 1);
            delete.executeUpdate();
        }
        leaveOthers(choice, incoming);
        final long loaded = merge(emission, choice.file(), incoming);
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) filter (where _take is null), count(*) filter (where _take = "
                                        + Incoming.KNOWN
                                        + ") from incoming")) {
            row.next();
            return new Result(loaded, row.getLong(1), row.getLong(2));
        } finally {
            dropTables();
        }
    }

    /**
     * A record of the past whose row has left the choice since, as a pupil who is at another school
     * now, changes nothing: the row is not the replay's.
     */
    private void leaveOthers(final RowChoice choice, final Incoming incoming) throws SQLException {
        final FileContract file = choice.file();
        if (file.target().kind() == Target.Kind.DAYS || choice.conditions().isEmpty()) {
            return;
        }
        final String sameKey =
                incoming.fields().stream()
                        .filter(field -> file.target().key().contains(field.column()))
                        .map(
                                field ->
                                        " and t."
                                                + SqlIdentifier.quote(field.column())
                                                + " = i."
                                                + SqlIdentifier.quote(field.name()))
                        .collect(Collectors.joining());
        final String constants =
                file.target().constants().keySet().stream()
                        .map(name -> " and t." + SqlIdentifier.quote(name) + " = ?")
                        .collect(Collectors.joining());
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from incoming i using "
                                + SourceTables.tableName(file.target())
                                + " t where ("
                                + choice.ofStored()
                                + ") is not true"
                                + sameKey
                                + constants)) {
            int parameter = choice.bindStored(delete, 1);
            for (final String constant : file.target().constants().values()) {
                delete.setString(parameter++, constant);
            }
            delete.executeUpdate();
        }
    }

    private long merge(final Emission emission, final FileContract file, final Incoming incoming)
            throws SQLException {
        final TableMerge merge =
                switch (file.target().kind()) {
                    case RECORD -> new RecordMerge(connection, file, incoming);
                    case DAYS -> new DaysMerge(connection, file, incoming, startMonth);
                };
        merge.touchBefore(emission, owners);
        final long loaded = merge.merge(emission);
        if (loaded > 0) {
            merge.touch(emission, owners);
            FreshStatistics.gather(connection);
            new LoadLedger(connection).nextVersion(emission.source());
        }
        return loaded;
    }

    private void dropTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists incoming, summary");
        }
    }

    /**
     * Deletes rows, their history and, for a target with days, what is noted as processed. The load
     * version rises also if there was no row: what was decided before is to be decided again.
     *
     * @param source whose rows they are
     * @return how many rows
     */
    public long delete(final String source, final RowChoice choice) throws SQLException {
        final Target target = choice.file().target();
        StoredKeys.touch(connection, source, owners, choice);
        if (target.kind() == Target.Kind.DAYS) {
            deleteProcessed(source, choice);
        }
        if (target.history()) {
            execute("delete from " + History.table(target) + " t where ", choice);
        }
        final long rows =
                execute("delete from " + SourceTables.tableName(target) + " t where ", choice);
        new LoadLedger(connection).nextVersion(source);
        return rows;
    }

    private long execute(final String sql, final RowChoice choice) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql + choice.ofStored())) {
            choice.bindStored(statement, 1);
            return statement.executeLargeUpdate();
        }
    }

    /** All days of the month, of the schools that are chosen. */
    private void deleteProcessed(final String source, final RowChoice choice) throws SQLException {
        final Optional<String> school =
                choice.conditions().stream()
                        .filter(c -> c.column().equals(choice.file().target().days().school()))
                        .map(RowChoice.Condition::value)
                        .findFirst();
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from meta.processed_period where source = ? and day >= ?::date"
                                + " and day < ?::date + interval '1 month'"
                                + (school.isPresent()
                                        ? " and scope_id = cast(cast(? as bigint) as text)"
                                        : ""))) {
            delete.setString(1, source);
            delete.setString(2, choice.month().toString());
            delete.setString(3, choice.month().toString());
            if (school.isPresent()) {
                delete.setString(4, school.get());
            }
            delete.executeUpdate();
        }
    }
}
