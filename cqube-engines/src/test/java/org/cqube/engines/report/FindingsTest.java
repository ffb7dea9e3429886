/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Findings as they are written, read and merged. */
class FindingsTest {

    private static final int ROUNDS = 200;

    @Test
    void aReportIsPlainCsv() throws IOException {
        byte[] report =
                write(
                        List.of(
                                new Violation(
                                        Rule.COLUMN_TYPE, 3, "Class, now", "a \"b\"", "two\nlines"),
                                new Violation(Rule.OVERLAP_PERIOD, 0, "7", "88030200412", "late")));

        assertThat(new String(report, StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        line,rule,column,value,message
                        3,column.type,"Class, now","a ""b""\","two
                        lines"
                        0,overlap.period,7,88030200412,late
                        """);
    }

    @Test
    void aReportWithoutFindingsIsOneToo() throws IOException {
        assertThat(new String(write(List.of()), StandardCharsets.UTF_8))
                .isEqualTo("line,rule,column,value,message\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "formulas.txt",
            delimiter = ';',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void noValueBecomesAFormula(String value, String cell) throws IOException {
        String emitted = value.replace('⇥', '\t');
        Violation violation = new Violation(Rule.COLUMN_TYPE, 2, emitted, emitted, emitted);

        assertThat(FormulaGuard.guard(emitted)).isEqualTo(cell.replace('⇥', '\t'));
        assertThat(read(write(List.of(violation)))).containsExactly(violation);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Violation> findings = randomFindings(random);

            assertThat(read(write(findings))).as("seed %d", seed).isEqualTo(findings);
        }
    }

    @Test
    void mergingIsASortThatKeepsTheStages() throws IOException {
        long seed = Long.getLong("cqube.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Violation> first = randomFindings(random);
            List<Violation> second = randomFindings(random);
            ByteArrayOutputStream merged = new ByteArrayOutputStream();

            long count =
                    RejectReport.merge(
                            new ByteArrayInputStream(write(first)),
                            new ByteArrayInputStream(write(second)),
                            merged);

            assertThat(read(merged.toByteArray()))
                    .as("seed %d", seed)
                    .isEqualTo(
                            Stream.concat(first.stream(), second.stream())
                                    .sorted(BY_LINE)
                                    .toList());
            assertThat(count).as("seed %d", seed).isEqualTo(first.size() + second.size());
        }
    }

    @Test
    void reportsOutOfOrderAreNotMerged() throws IOException {
        byte[] wrong =
                write(
                        List.of(
                                new Violation(Rule.COLUMN_TYPE, 3, "", "", ""),
                                new Violation(Rule.COLUMN_TYPE, 2, "", "", "")));
        byte[] none = write(List.of());

        assertThatIOException()
                .isThrownBy(
                        () ->
                                RejectReport.merge(
                                        new ByteArrayInputStream(none),
                                        new ByteArrayInputStream(wrong),
                                        new ByteArrayOutputStream()))
                .withMessageContaining("not ordered by line");
    }

    @Test
    void otherFilesAreNoReports() {
        for (String text :
                List.of(
                        "",
                        "id|name\n1|A\n",
                        "line,rule,column,value,message\n1,no.such.rule,a,b,c\n",
                        "line,rule,column,value,message\nx,column.type,a,b,c\n",
                        "line,rule,column,value,message\n1,column.type\n")) {
            assertThatIOException()
                    .as(text)
                    .isThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static final Comparator<Violation> BY_LINE =
            Comparator.comparingLong(
                    violation -> violation.line() == 0 ? Long.MAX_VALUE : violation.line());

    private static List<Violation> randomFindings(Random random) {
        String[] texts = {"", "=1", "'=1", "a,b", "\"", "x\ny", "ह", "-", "''", "\t"};
        List<Violation> findings = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Rule rule = Rule.values()[random.nextInt(Rule.values().length)];
            findings.add(
                    new Violation(
                            rule,
                            random.nextInt(6),
                            texts[random.nextInt(texts.length)],
                            texts[random.nextInt(texts.length)],
                            texts[random.nextInt(texts.length)]));
        }
        findings.sort(BY_LINE);
        return findings;
    }

    private static byte[] write(List<Violation> findings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FindingsWriter writer = new FindingsWriter(out)) {
            for (Violation finding : findings) {
                writer.write(finding);
            }
        }
        return out.toByteArray();
    }

    private static List<Violation> read(byte[] report) throws IOException {
        List<Violation> findings = new ArrayList<>();
        try (FindingsReader reader = new FindingsReader(new ByteArrayInputStream(report))) {
            Optional<Violation> next = reader.next();
            while (next.isPresent()) {
                findings.add(next.get());
                next = reader.next();
            }
        }
        return findings;
    }
}
