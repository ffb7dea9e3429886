/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.services.catalog.DataSource;

/**
 * A report with the text of its query.
 *
 * @param definition its id, which is the folder of its files, and their format
 * @param sql one query for {@code (partition text, parent text, body)}
 */
record Report(ReportDefinition definition, String sql) {
    /** Counts of what was loaded: the same for every source, and published with each run of it. */
    private static final ReportDefinition LOADS =
            new ReportDefinition("loads", "loads.sql", "json", false);

    /** The reports of a source's contract, then those that every source has. */
    static List<Report> of(final DataSource source) {
        final List<Report> reports = new ArrayList<>();
        for (final ReportDefinition definition : source.contract().reports()) {
            reports.add(new Report(definition, source.sql(definition.sql())));
        }
        reports.add(new Report(LOADS, resource(LOADS.sql())));
        return reports;
    }

    private static String resource(final String name) {
        try (InputStream stream = Report.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException("The bundle's own " + name + " cannot be read", e);
        }
    }
}
