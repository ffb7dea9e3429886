/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a {@code datapackage.json}: JSON, then the shipped JSON Schema, then what a schema cannot
 * say (names that refer to each other). All errors of the stage that finds any are reported
 * together.
 */
public final class ContractReader {

    private static final int MAX_BYTES = 4 << 20;
    private static final String SCHEMA = "datapackage.schema.json";
    private static final URI SCHEMA_ID = URI.create("urn:cqube:datapackage:1");

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(50)
                                                    .maxNumberLength(100)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private ContractReader() {}

    /**
     * Reads a contract from a file.
     *
     * @throws ContractException if it is not valid
     */
    public static SourceContract read(Path file) throws IOException, ContractException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a contract; the stream is read to its end and left open.
     *
     * @throws ContractException if it is not valid
     */
    public static SourceContract read(InputStream in) throws IOException, ContractException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ContractException(List.of("/: larger than " + MAX_BYTES + " bytes"));
        }
        JsonNode json = parse(bytes);
        checkSchema(json);
        Set<String> errors = new LinkedHashSet<>();
        SourceContract contract = new ContractMapper(errors).map(json, sha256(bytes));
        if (errors.isEmpty()) {
            ContractChecks.check(contract, errors);
        }
        if (!errors.isEmpty()) {
            throw new ContractException(List.copyOf(errors));
        }
        return contract;
    }

    /** The JSON Schema that contracts must satisfy, as shipped; editors and other tools use it. */
    public static String jsonSchema() throws IOException {
        try (InputStream in = ContractReader.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException("resource " + SCHEMA + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode parse(byte[] bytes) throws IOException, ContractException {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json == null || json.isMissingNode()) {
                throw new ContractException(List.of("/: empty file"));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new ContractException(List.of("/: not JSON: " + e.getMessage()));
        }
    }

    private static void checkSchema(JsonNode json) throws IOException, ContractException {
        Validator validator =
                new ValidatorFactory()
                        .withJsonNodeFactory(new JacksonNode.Factory())
                        .createValidator();
        validator.registerSchema(SCHEMA_ID, jsonSchema());
        Validator.Result result = validator.validate(SCHEMA_ID, json);
        if (!result.isValid()) {
            Set<String> errors = new LinkedHashSet<>();
            for (dev.harrel.jsonschema.Error error : result.getErrors()) {
                String pointer = error.getInstanceLocation();
                errors.add((pointer.isEmpty() ? "/" : pointer) + ": " + message(error));
            }
            throw new ContractException(List.copyOf(errors));
        }
    }

    private static String message(dev.harrel.jsonschema.Error error) {
        return "False schema always fails".equals(error.getError())
                ? "no such property here"
                : error.getError();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
