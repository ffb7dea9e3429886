/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.util.Map;
import org.cqube.runtime.process.ProcessIdentity;

/**
 * Content of {@code runtime.json}.
 *
 * @param ports where the services listen
 * @param secrets generated keys and passwords
 * @param backend process of PostgreSQL, S3 and mail as last started; null if stopped
 * @param nifi process of NiFi as last started; null if stopped
 * @param flows SHA-256 of each imported flow definition, by name of its process group
 * @param asOf day that periods end on as last asked for: {@code latest} or a date
 */
public record RuntimeState(
        Ports ports,
        Secrets secrets,
        ProcessIdentity backend,
        ProcessIdentity nifi,
        Map<String, String> flows,
        String asOf) {

    /** The latest day with data. */
    static final String LATEST = "latest";

    public RuntimeState {
        flows = flows == null ? Map.of() : Map.copyOf(flows);
        asOf = asOf == null ? LATEST : asOf;
    }

    public static RuntimeState fresh() {
        return new RuntimeState(Ports.free(), Secrets.random(), null, null, Map.of(), LATEST);
    }

    public RuntimeState withPorts(Ports changed) {
        return new RuntimeState(changed, secrets, backend, nifi, flows, asOf);
    }

    public RuntimeState withBackend(ProcessIdentity process) {
        return new RuntimeState(ports, secrets, process, nifi, flows, asOf);
    }

    public RuntimeState withNifi(ProcessIdentity process) {
        return new RuntimeState(ports, secrets, backend, process, flows, asOf);
    }

    public RuntimeState withFlows(Map<String, String> changed) {
        return new RuntimeState(ports, secrets, backend, nifi, changed, asOf);
    }

    public RuntimeState withAsOf(String changed) {
        return new RuntimeState(ports, secrets, backend, nifi, flows, changed);
    }
}
