/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.controller.ControllerService;

/**
 * The data sources in force. Two calls may see two versions; a caller that needs one version of a
 * source throughout its work asks once and keeps the answer.
 */
public interface DataSourceCatalog extends ControllerService {

    /**
     * The source of this name; one that is missed is looked for anew before it is said to be none.
     */
    Optional<DataSource> source(String name);

    /** The source that takes what is emitted under a prefix of the emission bucket; likewise. */
    Optional<DataSource> byPrefix(String emissionPrefix);

    /** All sources, by name. */
    Collection<DataSource> all();

    /**
     * The sources whose reports are stale after a change of the named one: itself first (if it is
     * known), then those that depend on it, by name.
     */
    List<DataSource> dependentsOf(String source);

    /**
     * The sources without files that report on what the named one has aggregated, by name. A load
     * does not make them stale, an aggregation does.
     */
    List<DataSource> derivedFrom(String source);

    /** Texts of mails, by name of file; what the state has not written is not among them. */
    Map<String, String> mailTexts();
}
