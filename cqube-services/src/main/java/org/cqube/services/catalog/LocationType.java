/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import org.apache.nifi.components.DescribedValue;

/** What kind of place the catalog is read from. */
public enum LocationType implements DescribedValue {
    DIRECTORY(
            "directory",
            "Directory",
            "A directory of each node; the nodes of a cluster must hold the same."),
    S3("s3", "S3 Prefix", "A prefix of a bucket, the same for all nodes of a cluster.");

    private final String value;
    private final String displayName;
    private final String description;

    LocationType(String value, String displayName, String description) {
        this.value = value;
        this.displayName = displayName;
        this.description = description;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
