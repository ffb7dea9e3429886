/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The two assessments differ in their names, and one has semesters. Whatever else is changed in one
 * folder has to be changed in the other.
 */
class TwinFoldersTest {

    private static final String ONE = "pat";
    private static final String OTHER = "sat";

    /** What a replay may choose exams by, where they have semesters. */
    private static final String SEMESTER_CHOSEN =
            ", \"semester\": \"semester\", \"academicYear\": \"academic_year\"";

    static Stream<String> scripts() throws IOException {
        return names(ONE).stream();
    }

    private static List<String> names(String source) throws IOException {
        try (Stream<Path> files = Files.list(FlowTemplates.FOLDER.resolve(source))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bothHaveTheSameScripts() throws IOException {
        assertThat(names(OTHER)).isEqualTo(names(ONE)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsDifferInTheNameAlone(String script) {
        assertThat(FlowTemplates.text(OTHER, script))
                .isEqualTo(
                        // a name may be part of another, as in agg.pat_metric
                        FlowTemplates.text(ONE, script)
                                .replaceAll("(?<![A-Za-z])" + ONE + "(?![A-Za-z])", OTHER));
    }

    @Test
    void contractsDifferInNamesAndSemester() {
        String withoutSemester =
                FlowTemplates.text(OTHER, "datapackage.json")
                        .lines()
                        .filter(line -> !line.contains("{\"name\": \"semester\""))
                        .map(line -> line.replace(", \"semester\"]", "]"))
                        .map(line -> line.replace(SEMESTER_CHOSEN, ""))
                        .map(line -> line.replace("academic year and semester", "academic year"))
                        .collect(Collectors.joining("\n", "", "\n"));
        assertThat(withoutLastComma(withoutSemester))
                .isEqualTo(
                        withoutLastComma(
                                FlowTemplates.text(ONE, "datapackage.json")
                                        .replaceAll("\\b" + ONE + "\\b", OTHER)
                                        .replace(", \"semester\": \"none\"", "")
                                        .replace(", \"semester\"]", "]")
                                        .replace("periodic_exam", "semester_exam")
                                        .replace("Periodic tests", "Semester tests")));
    }

    /** A list that lost its last line keeps the comma before it. */
    private static String withoutLastComma(String json) {
        return json.replaceAll(",(\\s*\\])", "$1");
    }
}
