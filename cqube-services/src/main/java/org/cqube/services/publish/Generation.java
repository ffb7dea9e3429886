/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cqube.services.ledger.Sha256;

/**
 * What is published at one time.
 *
 * @param id 12 hex digits of the hash over report, partition and SHA-256 of each data file
 */
record Generation(String id) {
    private static final int ID_LENGTH = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Generation of(final List<Partition> partitions) {
        final StringBuilder contents = new StringBuilder();
        partitions.stream()
                .sorted(Comparator.comparing(Partition::report).thenComparing(Partition::name))
                .forEach(
                        partition ->
                                contents.append(partition.report())
                                        .append('\t')
                                        .append(partition.name())
                                        .append('\t')
                                        .append(partition.sha256())
                                        .append('\n'));
        return new Generation(Sha256.hex(contents.toString()).substring(0, ID_LENGTH));
    }

    /** The index of a report: every live partition and the key that holds it. */
    static Partition index(
            final String source,
            final String report,
            final Map<String, String> keys,
            final Path spool,
            final Map<String, PublicationLedger.Live> before)
            throws IOException {
        final Map<String, Object> body = new LinkedHashMap<>();
        body.put("schema", "cqube.index/1");
        body.put("source", source);
        body.put("report", report);
        body.put("partitions", keys);
        final byte[] bytes =
                (JSON.writeValueAsString(body) + "\n").getBytes(StandardCharsets.UTF_8);
        final String hash = Sha256.hex(bytes);
        final PublicationLedger.Live live =
                before.get(PublicationLedger.name(Partition.INDEX, report));
        if (live != null && live.sha256().equals(hash)) {
            return new Partition(Partition.INDEX, report, "json", hash, null);
        }
        final Path file = Files.write(spool.resolve(Partition.INDEX + "-" + report), bytes);
        return new Partition(Partition.INDEX, report, "json", hash, file);
    }
}
