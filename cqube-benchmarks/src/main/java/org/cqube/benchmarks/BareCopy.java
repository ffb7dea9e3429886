/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;

/** One COPY of the same records into a typed table without index, in one transaction. */
final class BareCopy implements Side {

    private final LoadDatabase database;
    private final Path canonical;

    BareCopy(LoadDatabase database, FileContract file, Path canonical) throws SQLException {
        this.database = database;
        this.canonical = canonical;
        database.execute(
                file.fields().stream()
                        .filter(FieldContract::stored)
                        .map(field -> ", \"" + field.name() + "\" " + field.sqlType().sql())
                        .collect(
                                Collectors.joining(
                                        "", "create table public.bare (_line bigint", ")")));
    }

    @Override
    public String name() {
        return "bare COPY, no index";
    }

    @Override
    public void prepare() throws SQLException {
        database.empty();
    }

    @Override
    public void run() throws SQLException, IOException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        try (InputStream in = Files.newInputStream(canonical)) {
            database.pool()
                    .copyIn(
                            connection,
                            "copy public.bare from stdin (format csv, header true)",
                            in);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public long seen() throws SQLException {
        return database.count("public.bare");
    }
}
