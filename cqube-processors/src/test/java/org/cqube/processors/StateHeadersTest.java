/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.catalog.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample of every file of every source, under headers that no contract knows: an emitted
 * configuration lets it in, and all that becomes of it is the same.
 */
class StateHeadersTest {
    private static final Path SAMPLES = Path.of("..", "flow-templates", "samples");

    private final World world = World.WORLD;

    static Stream<Arguments> files() {
        return World.WORLD.catalog.all().stream()
                .filter(source -> source.contract().kind() != SourceContract.Kind.CONFIGURATION)
                .flatMap(
                        source ->
                                source.contract().files().stream()
                                        .filter(file -> Files.exists(sample(source, file)))
                                        .map(file -> Arguments.of(source.name(), file.baseName())));
    }

    private static Path sample(final DataSource source, final FileContract file) {
        return SAMPLES.resolve(source.name()).resolve(file.baseName() + ".csv");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void theSampleComesInUnderOtherHeaders(final String name, final String base)
            throws IOException {
        final DataSource source = world.catalog.source(name).orElseThrow();
        final FileContract file = source.contract().file(base).orElseThrow();
        final String csv = Files.readString(sample(source, file));
        Configurations.reset(world);
        final List<String> known = outcome(source, base, csv);
        Configurations.reset(world);

        final String header = csv.substring(0, csv.indexOf('\n'));
        final List<String> stateHeaders = new ArrayList<>();
        final String configuration = configuration(file, header, stateHeaders);
        final Chain config = new Chain(world, Configurations.SOURCE);
        final long applied =
                config.load(configurationFile(source, base), "20200701080000", configuration);
        assertThat(world.database.counts(applied))
                .as(
                        world.database.one(
                                "select coalesce(refusal::text, '') from meta.emission where emission_id = ?",
                                applied))
                .startsWith("loaded|");

        final String renamed = String.join("|", stateHeaders) + csv.substring(header.length());
        assertThat(outcome(source, base, renamed)).isEqualTo(known);
    }

    private static String configurationFile(final DataSource source, final String base) {
        return source.contract().files().size() == 1
                ? "config_" + source.name()
                : "config_" + source.name() + "_" + base;
    }

    /** State, counts and findings. */
    private List<String> outcome(final DataSource source, final String base, final String csv) {
        final Chain chain = new Chain(world, source.name());
        final long emission = chain.load(base, "20200801080000", csv);
        final List<String> outcome = new ArrayList<>(world.database.rules(emission));
        outcome.add(world.database.counts(emission));
        return outcome;
    }

    /** Every column of the sample under a new name; what may be inactive and is not there, is. */
    private static String configuration(
            final FileContract file, final String header, final List<String> stateHeaders) {
        final StringBuilder rows = new StringBuilder("cqube_column|state_column|status\n");
        final List<String> seen = new ArrayList<>();
        for (final String column : header.strip().split("\\|")) {
            final String plain = column.strip().replace("\"", "");
            final FieldContract field =
                    file.fields().stream()
                            .filter(f -> f.headers().stream().anyMatch(plain::equalsIgnoreCase))
                            .findFirst()
                            .orElseThrow();
            final String state = "Column " + (stateHeaders.size() + 1) + " of the state";
            stateHeaders.add(state);
            seen.add(field.name());
            rows.append(field.name()).append('|').append(state).append("|1\n");
        }
        file.fields().stream()
                .filter(field -> field.deactivatable() && !seen.contains(field.name()))
                .forEach(field -> rows.append(field.name()).append("|-|0\n"));
        return rows.toString();
    }
}
