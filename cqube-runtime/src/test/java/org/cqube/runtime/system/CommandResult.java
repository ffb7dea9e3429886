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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a command left behind.
 *
 * @param exitCode of the process
 * @param output its standard output
 * @param progress its standard error
 */
public record CommandResult(int exitCode, String output, String progress) {

    /** The same, once it is sure that it went well. */
    public CommandResult well() {
        return exits(0);
    }

    /** The same, once the exit code is the expected one. */
    public CommandResult exits(int expected) {
        assertThat(exitCode).as("exit code; it said: %s", progress).isEqualTo(expected);
        return this;
    }

    /** The output as one JSON value a line. */
    public List<JsonNode> jsonLines() {
        return output.lines()
                .map(line -> new CommandResult(exitCode, line, progress).json())
                .toList();
    }

    /** The output as one JSON value. */
    public JsonNode json() {
        try {
            return JsonMapper.builder().build().readTree(output);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + output, broken);
        }
    }
}
