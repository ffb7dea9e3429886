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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pupils' and teachers' attendance are the same but for the measures. The lines in which their SQL
 * differs stand in files beside this test, {@code -} of the pupils (with teachers for pupils),
 * {@code +} of the teachers: whoever changes one folder changes the other too, or says here that
 * they differ.
 */
class AttendanceTwinsTest {

    private static final String PUPILS = "student_attendance";
    private static final String TEACHERS = "teacher_attendance";

    /** Only pupils have a trend line (metrics-and-outputs, 2.3). */
    private static final String TREND = "trend.sql";

    private static final Path DIFFERENCES =
            Path.of("src", "test", "resources", "org", "cqube", "services", "sql", "twins");

    private static final String HOW =
            "if the folders are meant to differ so: mvn -q -pl cqube-services -am test -Dtest=AttendanceTwinsTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dcqube.twins.write=true";

    static Stream<String> scripts() throws IOException {
        return names(TEACHERS).stream();
    }

    private static List<String> names(String source) throws IOException {
        try (Stream<Path> files = Files.list(FlowTemplates.FOLDER.resolve(source))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql") && !name.equals(TREND))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bothHaveTheSameScripts() throws IOException {
        assertThat(names(TEACHERS)).isEqualTo(names(PUPILS)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsDifferAsIsSaidHere(String script) throws IOException {
        String differences =
                differences(
                        FlowTemplates.text(PUPILS, script)
                                .replace("student", "teacher")
                                .replace("pupil", "teacher")
                                .replace("Pupil", "Teacher")
                                .lines()
                                .toList(),
                        FlowTemplates.text(TEACHERS, script).lines().toList());
        Path said = DIFFERENCES.resolve(script.replace(".sql", ".txt"));
        if (Boolean.getBoolean("cqube.twins.write")) {
            write(said, differences);
        }
        assertThat(differences).as(HOW).isEqualTo(Files.exists(said) ? Files.readString(said) : "");
    }

    private static void write(Path file, String differences) throws IOException {
        if (differences.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.writeString(file, differences);
        }
    }

    /**
     * Lines of the one that the other lacks, and the reverse, by their longest common subsequence.
     */
    private static String differences(List<String> one, List<String> other) {
        int[][] common = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                common[i][j] =
                        one.get(i).equals(other.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() || j < other.size()) {
            if (i < one.size() && j < other.size() && one.get(i).equals(other.get(j))) {
                i++;
                j++;
            } else if (j == other.size()
                    || i < one.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + one.get(i++) + "\n");
            } else {
                lines.add("+ " + other.get(j++) + "\n");
            }
        }
        return String.join("", lines);
    }
}
