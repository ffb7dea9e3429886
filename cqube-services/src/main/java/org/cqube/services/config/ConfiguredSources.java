/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.config;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cqube.engines.contract.ConfiguredContract;
import org.cqube.services.catalog.DataSource;

/**
 * The sources of a catalog as the state's configuration changes them: the contracts that are in
 * force. The hashes of a configured source cover both.
 *
 * @param version of the configuration
 * @param sources in the order of the catalog
 */
public record ConfiguredSources(String version, List<DataSource> sources) {

    public ConfiguredSources {
        sources = List.copyOf(sources);
    }

    /**
     * Applies the configuration in force.
     *
     * @param connection to a database with the base schema
     */
    public static ConfiguredSources read(
            final Connection connection, final Collection<DataSource> catalog) throws SQLException {
        final ActiveConfiguration active = ActiveConfiguration.read(connection);
        return new ConfiguredSources(
                active.version(),
                catalog.stream().map(source -> configured(source, active)).toList());
    }

    private static DataSource configured(
            final DataSource source, final ActiveConfiguration active) {
        return source.withContract(
                ConfiguredContract.apply(source.contract(), active.of(source.name())));
    }

    /** Whether the configuration is still the one that was applied; one short query. */
    public boolean isCurrent(final Connection connection) throws SQLException {
        return ActiveConfiguration.version(connection).equals(version);
    }

    /** The source of this name. */
    public Optional<DataSource> source(final String name) {
        return sources.stream().filter(source -> source.name().equals(name)).findFirst();
    }
}
