/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cqube.runtime.nifi.TlsIdentity;

/**
 * Content of the file that the installer writes for {@code cqube}. It holds secrets: only its owner
 * may read it.
 *
 * @param nifi where NiFi is and who we are to it
 * @param parameters values of the shared parameter context; those left out stay as the flow has
 *     them
 * @param sources data sources that the state has; empty for all
 * @param nodes identities of NiFi's nodes, in a cluster
 * @param monitors identities of programs that read NiFi's metrics
 * @param state file that remembers what was deployed
 */
public record InstallationFile(
        Nifi nifi,
        Map<String, String> parameters,
        List<String> sources,
        List<String> nodes,
        List<String> monitors,
        Path state) {

    /**
     * NiFi over HTTPS.
     *
     * @param url as {@code https://host:port}
     * @param authority PEM of the authority that signed its certificate
     * @param certificate PEM of the administrator that the installer made
     * @param key PEM of its key
     */
    public record Nifi(URI url, Path authority, Path certificate, Path key) {

        public Nifi {
            Objects.requireNonNull(url, "nifi.url");
            Objects.requireNonNull(authority, "nifi.authority");
            Objects.requireNonNull(certificate, "nifi.certificate");
            Objects.requireNonNull(key, "nifi.key");
        }

        TlsIdentity identity() {
            return new TlsIdentity(authority, certificate, key);
        }
    }

    public InstallationFile {
        Objects.requireNonNull(nifi, "nifi");
        Objects.requireNonNull(state, "state");
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        sources = sources == null ? List.of() : List.copyOf(sources);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        monitors = monitors == null ? List.of() : List.copyOf(monitors);
    }

    /**
     * @throws IOException naming the file, if it cannot be read or understood; never what is in it
     */
    public static InstallationFile read(Path file) throws IOException {
        try {
            return JsonMapper.builder().build().readValue(file.toFile(), InstallationFile.class);
        } catch (JsonProcessingException broken) {
            // its message would quote the content
            String missing =
                    broken.getCause() instanceof NullPointerException named
                            ? ": without " + named.getMessage()
                            : "";
            throw new IOException(file + " is not as the installer writes it" + missing);
        }
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "InstallationFile[" + nifi.url() + "]";
    }
}
