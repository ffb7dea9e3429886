/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import org.apache.nifi.components.DescribedValue;

/** How the connection to the mail server is protected. */
public enum TransportSecurity implements DescribedValue {
    STARTTLS("starttls", "Plain at first, then TLS by STARTTLS; without it nothing is sent"),
    TLS("tls", "TLS from the first byte, usually on port 465"),
    NONE("none", "Nothing: for a server on the same machine");

    private final String value;
    private final String description;

    TransportSecurity(String value, String description) {
        this.value = value;
        this.description = description;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public String getDisplayName() {
        return value;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
