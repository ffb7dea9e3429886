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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cqube.runtime.operation.Buckets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CSVs with faults, in sound zips: refused as a whole, or taken without the refused lines, which
 * come back byte for byte; and CSVs that only look unusual.
 */
@SystemTest
class BadCsvTest {

    private static final String HEADER = AttendanceCsv.HEADER;

    /** Each file has a school of its own, so that none meets what another one stored. */
    private static int schools = 100;

    private final RunningCqube cqube;
    private final Map<String, Path> files = new LinkedHashMap<>();

    @TempDir private Path folder;

    BadCsvTest(RunningCqube cqube) {
        this.cqube = cqube;
    }

    @Test
    void faultsOfTheWholeFileRefuseIt() throws IOException {
        Map<String, String> rules = new LinkedHashMap<>();
        rules.put("empty", "file.empty");
        csv("empty", "");
        rules.put("header only", "file.empty");
        csv("header only", HEADER + "\n\n");
        rules.put("header missing", "column.header");
        csv("header missing", attendance().file(3).replace(HEADER + "\n", ""));
        rules.put("column missing", "column.header");
        csv(
                "column missing",
                attendance().file(3).replace("|Month|", "|").replace("|2020-21|6|", "|2020-21|"));
        rules.put("column renamed", "column.header");
        csv("column renamed", attendance().file(3).replace("SchoolId", "School"));
        rules.put("column twice", "column.header");
        csv("column twice", attendance().file(3).replace("AadhaarUID", "SchoolId"));
        rules.put("wrong delimiter", "file.delimiter");
        csv("wrong delimiter", attendance().file(3).replace('|', ','));
        rules.put("unclosed quote", "file.quote");
        csv("unclosed quote", unclosed());
        rules.put("not UTF-8", "file.encoding");
        csv(
                "not UTF-8",
                attendance()
                        .file(3)
                        .replace("2020-21", "2020-21\u00e4")
                        .getBytes(StandardCharsets.ISO_8859_1));

        Map<String, JsonNode> ends = emit(3);

        rules.forEach((what, rule) -> refused(what, ends.get(what), rule));
        assertThat(ends.get("wrong delimiter").path("refusal").path("message").asText())
                .contains("comma");
        assertThat(ends.get("unclosed quote").path("refusal").path("message").asText())
                .contains("line 3");
        assertThat(ends.get("not UTF-8").path("recordsIn").asLong()).isEqualTo(3);
    }

    private static String withIdentity(String line, String number) {
        return line.replaceFirst("[0-9]+[|]2020-21", number + "|2020-21");
    }

    @Test
    void refusedLinesComeBackByteForByteWithTheirNumbers() throws IOException {
        AttendanceCsv zero = attendance();
        String withZero = zero.next("1").replace("2020-21", "2020\u000021");
        csv("zero bytes", HEADER + "\n" + zero.next("1") + "\n" + withZero + "\n" + zero.next("1"));
        AttendanceCsv longLine = attendance();
        String megabyte = withIdentity(longLine.next("1"), "9".repeat(1_000_000));
        String beyond = withIdentity(longLine.next("1"), "9".repeat(2_000_000));
        csv(
                "long lines",
                HEADER
                        + "\r\n"
                        + longLine.next("1")
                        + "\r\n"
                        + megabyte
                        + "\r\n"
                        + beyond
                        + "\r\n");
        AttendanceCsv blank = attendance();
        String wrongCode = blank.next("7");
        csv(
                "blank lines",
                HEADER
                        + "\n\n  \n"
                        + blank.next("1")
                        + "\n\t\n"
                        + wrongCode
                        + "\n\n"
                        + blank.next("2")
                        + "\n");
        AttendanceCsv trailing = attendance();
        String delimiter = trailing.next("1") + "|";
        csv("trailing delimiter", HEADER + "\n" + trailing.next("1") + "\n" + delimiter);
        AttendanceCsv encoding = attendance();
        byte[] oneBad = encoding.file(150).getBytes(StandardCharsets.ISO_8859_1);
        oneBad[oneBad.length - 3] = (byte) 0xff;
        csv("one bad byte", oneBad);

        Map<String, JsonNode> ends = emit(0);

        rejected(ends.get("zero bytes"), 3, 2, "characters");
        assertThat(findings(ends.get("zero bytes")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3,characters,");
        assertThat(refusedRecords(ends.get("zero bytes")))
                .isEqualTo(HEADER + "\n" + withZero + "\n");

        JsonNode tooLong = ends.get("long lines");
        assertThat(tooLong.path("rejectedByRule").path("column.size").asLong()).isEqualTo(1);
        assertThat(tooLong.path("rejectedByRule").path("column.line").asLong()).isEqualTo(1);
        assertThat(tooLong.path("loaded").asLong()).isEqualTo(1);
        assertThat(findings(tooLong))
                .extracting(line -> line.substring(0, 2))
                .containsExactly("3,", "4,");
        assertThat(refusedRecords(tooLong))
                .isEqualTo(HEADER + "\r\n" + megabyte + "\r\n" + beyond + "\r\n");

        rejected(ends.get("blank lines"), 3, 2, "domain.code");
        assertThat(ends.get("blank lines").path("blankLines").asLong()).isEqualTo(4);
        assertThat(findings(ends.get("blank lines")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("6,domain.code,1,7,");
        assertThat(refusedRecords(ends.get("blank lines")))
                .isEqualTo(HEADER + "\n" + wrongCode + "\n");

        rejected(ends.get("trailing delimiter"), 2, 1, "column.count");
        assertThat(findings(ends.get("trailing delimiter")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3,column.count,");
        assertThat(refusedRecords(ends.get("trailing delimiter")))
                .isEqualTo(HEADER + "\n" + delimiter + "\n");

        rejected(ends.get("one bad byte"), 150, 149, "characters");
        assertThat(findings(ends.get("one bad byte")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("151,characters,");
    }

    @Test
    void whatOnlyLooksUnusualIsTaken() throws IOException {
        csv("no final newline", attendance().file(3).stripTrailing());
        AttendanceCsv mixed = attendance();
        csv(
                "mixed line ends",
                HEADER
                        + "\r\n"
                        + mixed.next("1")
                        + "\n"
                        + mixed.next("1")
                        + "\r"
                        + mixed.next("1"));
        csv("byte order mark", "\ufeff" + attendance().file(3));
        csv("other order", reversed(attendance().file(3)));
        csv(
                "extra column",
                attendance()
                        .file(3)
                        .replace("Month|", "Month|Remark|")
                        .replace("|2020-21|6|", "|2020-21|6|well|"));
        csv("quoted", attendance().file(3).replace("|2020-21|", "|\"2020-21\"|"));

        Map<String, JsonNode> ends = emit(0);

        assertThat(ends.values())
                .allSatisfy(
                        end -> {
                            assertThat(end.path("state").asText()).isEqualTo("published");
                            assertThat(end.path("recordsIn").asLong()).isEqualTo(3);
                            assertThat(end.path("loaded").asLong()).isEqualTo(3);
                            assertThat(end.path("rejectedRecords").isNull()).isTrue();
                            archived(end);
                        });
        assertThat(ends.get("extra column").path("warnings").path("column.unknown").asLong())
                .isPositive();
    }

    private AttendanceCsv attendance() {
        schools++;
        return new AttendanceCsv(schools);
    }

    private String unclosed() {
        AttendanceCsv attendance = attendance();
        return HEADER
                + "\n"
                + attendance.next("1")
                + "\n"
                + attendance.next("1").replace("2020-21", "\"2020-21")
                + "\n"
                + attendance.next("1")
                + "\n";
    }

    private static String reversed(String file) {
        StringBuilder text = new StringBuilder();
        file.lines()
                .map(line -> List.of(line.split("\\|", -1)).reversed())
                .forEach(cells -> text.append(String.join("|", cells)).append('\n'));
        return text.toString();
    }

    private void csv(String what, String content) throws IOException {
        csv(what, content.getBytes(StandardCharsets.UTF_8));
    }

    private void csv(String what, byte[] content) throws IOException {
        files.put(what, Files.write(folder.resolve(what.replace(' ', '-') + ".csv"), content));
    }

    /** All at once; their ends by what they are. */
    private Map<String, JsonNode> emit(int exitCode) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "emit",
                                "student_attendance",
                                "--base",
                                "student_attendance",
                                "--wait"));
        files.values().forEach(file -> arguments.add(file.toString()));
        List<JsonNode> ends =
                cqube.run(arguments.toArray(String[]::new)).exits(exitCode).jsonLines();
        assertThat(ends).hasSameSizeAs(files.values());
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        int place = 0;
        for (String what : files.keySet()) {
            byName.put(what, ends.get(place++));
        }
        return byName;
    }

    private void refused(String what, JsonNode emission, String rule) {
        JsonNode refusal = emission.path("refusal");
        assertThat(emission.path("state").asText()).as(what).isEqualTo("refused");
        assertThat(refusal.path("rule").asText()).as(what).isEqualTo(rule);
        assertThat(refusal.path("message").asText()).isNotBlank();
        assertThat(emission.path("loaded").asLong()).isZero();
        assertThat(emission.path("rejected").asLong())
                .isEqualTo(emission.path("recordsIn").asLong());
        assertThat(emission.path("rejectedRecords").isNull()).as("the archive is it").isTrue();
        archived(emission);
    }

    /** The raw file is kept, and the zip has left the emission bucket. */
    private void archived(JsonNode emission) {
        assertThat(cqube.object(Buckets.INPUT, emission.path("archive").asText())).exists();
        assertThat(cqube.object(Buckets.EMISSION, emission.path("object").asText())).doesNotExist();
    }

    private void rejected(JsonNode emission, long records, long loaded, String rule) {
        assertThat(emission.path("state").asText()).isEqualTo("published");
        assertThat(emission.path("recordsIn").asLong()).isEqualTo(records);
        assertThat(emission.path("loaded").asLong()).isEqualTo(loaded);
        assertThat(emission.path("rejected").asLong()).isEqualTo(records - loaded);
        assertThat(emission.path("rejectedByRule").path(rule).asLong()).isEqualTo(records - loaded);
        archived(emission);
    }

    /** Lines of the report on refused records, without those on values that were only noted. */
    private List<String> findings(JsonNode emission) throws IOException {
        List<String> lines =
                Files.readAllLines(cqube.object(Buckets.INPUT, emission.path("rejects").asText()));
        assertThat(lines.getFirst()).isEqualTo("line,rule,column,value,message");
        return lines.stream()
                .skip(1)
                .filter(line -> !line.contains("ref.school") && !line.contains("overlap.hole"))
                .toList();
    }

    private String refusedRecords(JsonNode emission) throws IOException {
        return Files.readString(
                cqube.object(Buckets.INPUT, emission.path("rejectedRecords").asText()));
    }
}
