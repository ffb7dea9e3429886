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
import java.util.TreeMap;
import org.cqube.runtime.process.ProcessIdentity;

/**
 * Content of {@code runtime.json}.
 *
 * @param ports where the services listen
 * @param secrets generated keys and passwords
 * @param backend process of PostgreSQL, S3 and mail as last started; null if stopped
 * @param nifi process of NiFi as last started; null if stopped
 * @param flows SHA-256 of each imported flow definition, by name of its process group
 */
public record RuntimeState(
        Ports ports,
        Secrets secrets,
        ProcessIdentity backend,
        ProcessIdentity nifi,
        Map<String, String> flows) {

    public RuntimeState {
        flows = flows == null ? Map.of() : Map.copyOf(new TreeMap<>(flows));
    }

    public static RuntimeState fresh() {
        return new RuntimeState(Ports.free(), Secrets.random(), null, null, Map.of());
    }

    public RuntimeState withPorts(Ports changed) {
        return new RuntimeState(changed, secrets, backend, nifi, flows);
    }

    public RuntimeState withBackend(ProcessIdentity process) {
        return new RuntimeState(ports, secrets, process, nifi, flows);
    }

    public RuntimeState withNifi(ProcessIdentity process) {
        return new RuntimeState(ports, secrets, backend, process, flows);
    }

    public RuntimeState withFlows(Map<String, String> changed) {
        return new RuntimeState(ports, secrets, backend, nifi, changed);
    }
}
