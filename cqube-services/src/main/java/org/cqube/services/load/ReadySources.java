/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.config.ConfiguredSources;

/**
 * Sources with their tables.
 *
 * @param configured the sources as the configuration in force changes them
 * @param faults why the tables of a source could not be made, by its name; what stands of them is
 *     as it was before
 */
public record ReadySources(ConfiguredSources configured, Map<String, SQLException> faults) {

    public ReadySources {
        faults = Map.copyOf(faults);
    }

    /**
     * A source that can be worked for.
     *
     * @return empty if there is no such source
     * @throws SQLException if its tables could not be made
     */
    public Optional<DataSource> source(final String name) throws SQLException {
        final SQLException fault = faults.get(name);
        if (fault != null) {
            throw fault(name, fault);
        }
        return configured.source(name);
    }

    /**
     * For callers that need all sources.
     *
     * @throws SQLException if the tables of one could not be made
     */
    public void requireAll() throws SQLException {
        for (final Map.Entry<String, SQLException> fault : faults.entrySet()) {
            throw fault(fault.getKey(), fault.getValue());
        }
    }

    private static SQLException fault(final String name, final SQLException fault) {
        return new SQLException(
                "The tables of "
                        + name
                        + " cannot be made as its folder says: "
                        + fault.getMessage()
                        + ". Mend datapackage.json or tables.sql there",
                fault.getSQLState(),
                fault);
    }
}
