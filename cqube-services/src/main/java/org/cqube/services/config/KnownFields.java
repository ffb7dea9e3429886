/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.FileKeys;
import org.cqube.engines.contract.MaximumBy;
import org.cqube.services.catalog.DataSource;

/** Writes to {@code config.known_field} what the contracts let a state configure. */
public final class KnownFields {
    private static final String INSERT =
            "insert into config.known_field (source, file, field, place, config_file, column_name, title, type,"
                    + " is_key, deactivatable, aliases, maximum_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

    private KnownFields() {}

    /**
     * Replaces all rows, within the caller's transaction.
     *
     * @param catalog the sources as their folders have them, without configuration
     */
    public static void write(final Connection connection, final Collection<DataSource> catalog)
            throws SQLException {
        final Map<List<String>, String> configuredBy = configurationFiles(catalog);
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            statement.execute("delete from config.known_field");
            for (final DataSource source : catalog) {
                for (final FileContract file : source.contract().files()) {
                    final String configuration =
                            configuredBy.get(List.of(source.name(), file.baseName()));
                    add(connection, insert, source.name(), file, configuration);
                }
            }
            insert.executeBatch();
        }
    }

    /** Base name of the CSV that configures a file, by the file's source and base name. */
    private static Map<List<String>, String> configurationFiles(
            final Collection<DataSource> catalog) {
        final Map<List<String>, String> files = new HashMap<>();
        for (final DataSource source : catalog) {
            for (final FileContract file : source.contract().files()) {
                final Map<String, String> constants = file.target().constants();
                if (file.names().perFile() && !constants.isEmpty()) {
                    files.put(
                            List.of(constants.get("source"), constants.get("file")),
                            file.baseName());
                }
            }
        }
        return files;
    }

    private static void add(
            final Connection connection,
            final PreparedStatement insert,
            final String source,
            final FileContract file,
            final String configuration)
            throws SQLException {
        final Set<String> keys = FileKeys.of(file);
        int place = 0;
        for (final FieldContract field : file.fields()) {
            insert.setString(1, source);
            insert.setString(2, file.baseName());
            insert.setString(3, field.name());
            insert.setInt(4, ++place);
            insert.setString(5, configuration);
            if (field.stored()) {
                insert.setString(6, field.column());
            } else {
                insert.setNull(6, Types.VARCHAR);
            }
            insert.setString(7, field.title());
            insert.setString(8, field.type().name().toLowerCase(Locale.ROOT));
            insert.setBoolean(9, keys.contains(field.name()));
            insert.setBoolean(10, field.deactivatable());
            insert.setArray(
                    11,
                    connection.createArrayOf(
                            "text",
                            Stream.concat(field.aliases().stream(), Stream.of(field.name()))
                                    .toArray()));
            final MaximumBy maximum = field.extras().maximumBy();
            insert.setString(12, maximum == null ? null : json(maximum));
            insert.addBatch();
        }
    }

    private static String json(final MaximumBy maximum) {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("field", maximum.field());
        new TreeMap<>(maximum.values()).forEach(json.putObject("values")::put);
        return json.toString();
    }
}
