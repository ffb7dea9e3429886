/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.cqube.runtime.operation.CsvResult;
import org.cqube.runtime.operation.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sql}. */
@Command(
        name = "sql",
        description = "Runs a statement in the pipeline's database; a result is printed as CSV.")
final class SqlCommand implements Callable<Integer> {

    private static final int FETCH_SIZE = 1_000;

    private final Console console;

    @Mixin private HelpOption help;

    @Mixin private DirectoryOption directory;

    @Parameters(paramLabel = "STATEMENT", description = "Statement, or several with ';' between.")
    private String statementText;

    SqlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Connection connection = Database.of(directory.state()).connect();
                Statement statement = connection.createStatement();
                PrintWriter out = console.resultWriter()) {
            // a transaction, so that rows are fetched in portions, and all statements hold or none
            connection.setAutoCommit(false);
            statement.setFetchSize(FETCH_SIZE);
            boolean rows = statement.execute(statementText);
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    try (ResultSet result = statement.getResultSet()) {
                        CsvResult.write(result, out);
                    }
                }
                rows = statement.getMoreResults();
            }
            connection.commit();
        }
        return ExitCode.WELL.code();
    }
}
