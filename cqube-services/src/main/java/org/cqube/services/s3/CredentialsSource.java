/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import org.apache.nifi.components.DescribedValue;

/** Where the object store's credentials come from. */
public enum CredentialsSource implements DescribedValue {
    STATIC("static", "Static", "Access key and secret key stand in the properties below."),
    DEFAULT_CHAIN(
            "default chain",
            "Default Chain",
            "The chain of the AWS SDK: system properties, environment, profile file, container or"
                    + " instance role.");

    private final String value;
    private final String displayName;
    private final String description;

    CredentialsSource(String value, String displayName, String description) {
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
