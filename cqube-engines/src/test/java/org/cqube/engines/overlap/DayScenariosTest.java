/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.engines.contract.Overlap.Policy;
import org.cqube.engines.contract.Overlap.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the domain pages, emission after emission, under each policy. */
class DayScenariosTest {

    private static final LocalDate MONTH = LocalDate.of(2020, 9, 1);
    private static final int FIRST_POLICY = 5;

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("scenarios")
    void everyEmissionLoadsWhatTheTableSays(
            String scenario, String policyAndScope, int column, List<String[]> lines) {
        Policy policy = Policy.valueOf(policyAndScope.split(" ")[0]);
        Scope scope = Scope.valueOf(policyAndScope.split(" ")[1]);
        DayTable table = new DayTable();
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        int from = 0;
        while (from < lines.size()) {
            String emission = lines.get(from)[1];
            int to = from;
            while (to < lines.size() && lines.get(to)[1].equals(emission)) {
                to++;
            }
            List<String[]> file = lines.subList(from, to);
            actual.addAll(emit(table, file, policy, scope));
            file.forEach(
                    line -> expected.add(line[1] + " " + line[2] + line[3] + ": " + line[column]));
            from = to;
        }
        assertThat(actual).isEqualTo(expected);
    }

    /** One file a line, so that its cells can be told apart; all see the table as it was before. */
    private static List<String> emit(
            DayTable table, List<String[]> file, Policy policy, Scope scope) {
        List<String> cells = new ArrayList<>();
        for (String[] line : file) {
            DayTable copy = new DayTable();
            copy.rows().putAll(table.rows());
            LateCells late = copy.emit(List.of(row(line)), policy, scope, Correction.NONE).cells();
            cells.add(
                    (late.late() > 0 ? ", late " + late.late() : "")
                            + (late.different() > 0 ? ", differ " + late.different() : ""));
        }
        List<Decision> decisions =
                table.emit(
                                file.stream().map(DayScenariosTest::row).toList(),
                                policy,
                                scope,
                                Correction.NONE)
                        .decisions();
        List<String> result = new ArrayList<>();
        for (int i = 0; i < file.size(); i++) {
            String taken =
                    decisions.get(i) instanceof Decision.LoadDays load
                            ? DayText.list(load.changed())
                            : "known";
            String[] line = file.get(i);
            result.add(line[1] + " " + line[2] + line[3] + ": " + taken + cells.get(i));
        }
        return result;
    }

    private static DayTable.Row row(String[] line) {
        long school = line[2].charAt(0);
        long person = line[3].charAt(0);
        return new DayTable.Row(
                person,
                new DayRecord(2, school, 1000 * school + person, MONTH, DayText.codes(line[4])));
    }

    static Stream<Arguments> scenarios() throws IOException {
        List<String[]> lines = new ArrayList<>();
        try (InputStream in = DayScenariosTest.class.getResourceAsStream("scenarios.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    lines.add(line.strip().split(" *\\| *"));
                }
            }
        }
        String[] header = lines.remove(0);
        List<Arguments> cases = new ArrayList<>();
        for (String scenario : lines.stream().map(line -> line[0]).distinct().toList()) {
            List<String[]> own = lines.stream().filter(line -> line[0].equals(scenario)).toList();
            for (int column = FIRST_POLICY; column < header.length; column++) {
                cases.add(Arguments.of(scenario, header[column], column, own));
            }
        }
        return cases.stream();
    }
}
