/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.cqube.runtime.operation.Buckets;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.Test;

/** Every file of the output bucket names a schema, and is as that schema says. */
@SystemTest
class PublishedSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GZIP = 0x1f;

    private final Path bucket;
    private final Validator validator =
            new ValidatorFactory().withJsonNodeFactory(new JacksonNode.Factory()).createValidator();

    PublishedSchemasTest(RunningCqube cqube) throws IOException {
        bucket = cqube.directory().root().resolve("s3").resolve(Buckets.OUTPUT);
        try (Stream<Path> schemas =
                Files.list(Project.current().flowTemplates().resolve("schemas"))) {
            for (Path schema : schemas.toList()) {
                validator.registerSchema(uri(name(schema)), JSON.readTree(schema.toFile()));
            }
        }
    }

    @Test
    void everyPublishedFileFitsItsSchema() throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        try (Stream<Path> files = Files.walk(bucket)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode document = read(file);
                String schema = document.path("schema").asText();
                seen.add(schema);
                Validator.Result result =
                        validator.validate(uri(schema.replace('/', '.')), document);
                result.getErrors()
                        .forEach(
                                error ->
                                        faults.add(
                                                bucket.relativize(file)
                                                        + error.getInstanceLocation()
                                                        + ": "
                                                        + error.getError()));
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen)
                .containsExactly(
                        "cqube.card/1",
                        "cqube.heatmap/1",
                        "cqube.index/1",
                        "cqube.list/1",
                        "cqube.loads/1",
                        "cqube.pointer/1",
                        "cqube.report/1");
    }

    private static String name(Path schema) {
        return schema.getFileName().toString().replace(".schema.json", "");
    }

    private static URI uri(String name) {
        return URI.create("urn:cqube:" + name);
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(1);
            boolean compressed = in.read() == GZIP;
            in.reset();
            return JSON.readTree(compressed ? new GZIPInputStream(in) : in);
        }
    }
}
