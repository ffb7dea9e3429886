/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of a table of loads: steps in order. A line {@code emit …: header} begins an emission, the
 * lines after it with an arrow are its records and what becomes of them; {@code sql:} changes the
 * database before; {@code stored:} asks it, the lines after it are the answer.
 */
record Scenario(String name, List<Step> steps) {

    /**
     * @param word what to do: emit, sql, stored, warnings
     * @param detail between word and colon, for example an emission to correct
     * @param text after the colon
     * @param rows given and expected
     */
    record Step(String word, String detail, String text, List<Row> rows) {}

    /** A record and what becomes of it; or a row of an answer, without a given. */
    record Row(String given, String expected) {}

    /** The cases of a resource beside this class. */
    static List<Scenario> of(String resource) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String line : text(resource).split("\n")) {
            if (line.startsWith("## ")) {
                scenarios.add(new Scenario(line.substring(3).strip(), new ArrayList<>()));
            } else if (!scenarios.isEmpty() && line.contains("→")) {
                int arrow = line.lastIndexOf('→');
                last(scenarios)
                        .rows()
                        .add(
                                new Row(
                                        line.substring(0, arrow).strip().replace("∅", ""),
                                        line.substring(arrow + 1).strip().replace("∅", "")));
            } else if (!scenarios.isEmpty()
                    && line.matches("(emit|sql|stored|warnings|cells)( [^:]*)?: .*")) {
                String[] parts = line.split(": ", 2);
                String[] words = parts[0].split(" ", 2);
                scenarios
                        .getLast()
                        .steps()
                        .add(
                                new Step(
                                        words[0],
                                        words.length > 1 ? words[1] : "",
                                        parts[1].strip(),
                                        new ArrayList<>()));
            }
        }
        if (scenarios.isEmpty()) {
            throw new IllegalStateException("no case in " + resource);
        }
        return scenarios;
    }

    private static Step last(List<Scenario> scenarios) {
        return scenarios.getLast().steps().getLast();
    }

    /** A resource beside this class. */
    static String text(String resource) {
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
