/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.controller.AbstractControllerService;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.catalog.DataSourceCatalog;

/** The real catalog, which can be exchanged for one over another folder. */
final class SwitchedCatalog extends AbstractControllerService implements DataSourceCatalog {
    private final DataSourceCatalog real;
    private volatile DataSourceCatalog current;

    SwitchedCatalog(final DataSourceCatalog real) {
        this.real = real;
        this.current = real;
    }

    void use(final DataSourceCatalog other) {
        current = other;
    }

    void mend() {
        current = real;
    }

    @Override
    public Optional<DataSource> source(final String name) {
        return current.source(name);
    }

    @Override
    public Optional<DataSource> byPrefix(final String emissionPrefix) {
        return current.byPrefix(emissionPrefix);
    }

    @Override
    public Collection<DataSource> all() {
        return current.all();
    }

    @Override
    public List<DataSource> dependentsOf(final String source) {
        return current.dependentsOf(source);
    }

    @Override
    public List<DataSource> derivedFrom(final String source) {
        return current.derivedFrom(source);
    }

    @Override
    public Map<String, String> mailTexts() {
        return current.mailTexts();
    }
}
