/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cqube.engines.emission.EmissionZipWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./cqube check}, called as on the command line. */
class CheckCommandTest {

    private static final String HEADER =
            "block_name|udise_block_code|udise_dist_code|udise_state_code\n";
    private static final String CLEAN = HEADER + "A|880101|8801|88\nB|880102|8801|88\n";
    private static final String FAULTY =
            HEADER + "A|880101|x|88\n\nB|880102|8801|88\nB|880102|8801|88";

    @TempDir private Path folder;

    @Test
    void aCleanFileExitsWithZeroAndLeavesNothingBehind() throws IOException {
        Called called = Called.with("check", file("block_mst.csv", CLEAN), "--source=block_master");
        assertThat(called)
                .isEqualTo(
                        new Called(
                                0,
                                """
                                block_mst.csv: clean
                                  records in  2
                                  accepted    2
                                  rejected    0
                                """,
                                ""));
        assertThat(names()).containsExactly("block_mst.csv");
    }

    @Test
    void findingsExitWithThreeAndStandInTwoFilesBesideIt() throws IOException {
        Called called =
                Called.with("check", file("block_mst.csv", FAULTY), "--source=block_master");
        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.progress()).isEmpty();
        assertThat(called.output().lines().map(String::strip))
                .containsSubsequence(
                        "block_mst.csv: with findings",
                        "records in  3",
                        "accepted    1",
                        "rejected    2",
                        "column.type            1",
                        "duplicate.mirror       1",
                        "blank lines 1");
        assertThat(text("block_mst.rejects.csv"))
                .isEqualTo(
                        """
                        line,rule,column,value,message
                        2,column.type,udise_dist_code,x,not a whole number
                        5,duplicate.mirror,,,"the same record as on line 4, which stays"
                        """);
        assertThat(text("block_mst.rejected.csv"))
                .isEqualTo(HEADER + "A|880101|x|88\nB|880102|8801|88\n");
    }

    @Test
    void programsReadTheSameAsJsonUnderTheNamesOfStatus() throws IOException {
        Path output = folder.resolve("elsewhere/deep");
        JsonNode json =
                json(
                        Called.with(
                                "check",
                                file("block_mst.csv", FAULTY),
                                "--source=block_master",
                                "--json",
                                "--output=" + output));
        assertThat(json.path("clean").asBoolean()).isFalse();
        JsonNode file = json.path("files").path(0);
        assertThat(file.path("base").asText()).isEqualTo("block_mst");
        assertThat(file.path("recordsIn").asLong()).isEqualTo(3);
        assertThat(file.path("accepted").asLong()).isEqualTo(1);
        assertThat(file.path("rejected").asLong()).isEqualTo(2);
        assertThat(file.path("blankLines").asLong()).isEqualTo(1);
        assertThat(file.path("rejectedByRule"))
                .hasToString("{\"column.type\":1,\"duplicate.mirror\":1}");
        assertThat(file.path("refusal").isNull()).isTrue();
        assertThat(Path.of(file.path("rejects").asText()))
                .isEqualTo(output.resolve("block_mst.rejects.csv"))
                .exists();
        assertThat(Path.of(file.path("rejectedRecords").asText())).exists();
        assertThat(names()).containsExactly("block_mst.csv", "elsewhere");
    }

    @Test
    void aFileThatIsRefusedAsAWholeSaysWhatWasExpectedAndFound() throws IOException {
        Called called =
                Called.with(
                        "check", file("block_mst.csv", "a|b\n1|2\n3|4\n"), "--source=block_master");
        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.output())
                .contains("block_mst.csv: refused as a whole, column.header: columns missing")
                .containsPattern("expected +\\d+ columns of block_mst")
                .contains("found       a, b")
                .contains("records in  2", "rejected    2");
        assertThat(text("block_mst.rejects.csv")).contains("\n1,column.header,");
        assertThat(names()).containsExactly("block_mst.csv", "block_mst.rejects.csv");
    }

    @Test
    void aCheckThatIsCleanTakesAwayWhatAnEarlierOneReported() throws IOException {
        Called.with("check", file("block_mst.csv", FAULTY), "--source=block_master");
        assertThat(names()).hasSize(3);
        Called.with("check", file("block_mst.csv", CLEAN), "--source=block_master");
        assertThat(names()).containsExactly("block_mst.csv");
    }

    @Test
    void aZipIsComparedWithItsManifest() throws IOException {
        Path zip = folder.resolve("block_mst_20200801060000.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                EmissionZipWriter writer =
                        new EmissionZipWriter(
                                out,
                                "block_mst",
                                LocalDateTime.of(2020, 8, 1, 6, 0),
                                null,
                                false)) {
            writer.add(
                    "block_mst_20200801060000.csv",
                    new ByteArrayInputStream(CLEAN.getBytes(StandardCharsets.UTF_8)),
                    (byte) '|');
        }
        assertThat(Called.with("check", zip.toString(), "--source=block_master").exit()).isZero();
        zip("short.zip", "block_mst.csv", CLEAN, "block_mst.csv|%d|3", CLEAN.length());
        JsonNode file =
                json(Called.with(
                                "check",
                                folder.resolve("short.zip").toString(),
                                "--source=block_master",
                                "--json",
                                "--manifest=lenient"))
                        .path("files")
                        .path(0);
        assertThat(file.path("file").asText()).isEqualTo("short.zip");
        assertThat(file.path("refusal").path("rule").asText()).isEqualTo("manifest.count");
        assertThat(file.path("refusal").path("expected").asText()).isEqualTo("3");
        assertThat(file.path("refusal").path("found").asText()).isEqualTo("2");
        assertThat(file.path("rejectedByRule")).hasToString("{\"manifest.count\":2}");
        assertThat(text("short.rejects.csv")).contains("\n0,manifest.count,,,");
    }

    @Test
    void aZipWithoutManifestIsRefusedUnlessNoneIsAskedFor() throws IOException {
        zip("block_mst.zip", "block_mst.csv", CLEAN, null);
        String file = folder.resolve("block_mst.zip").toString();
        Called strict = Called.with("check", file, "--source=block_master");
        assertThat(strict.exit()).isEqualTo(3);
        assertThat(strict.output()).contains("refused as a whole, manifest.missing");
        assertThat(Called.with("check", file, "--source=block_master", "--manifest=off").exit())
                .isZero();
    }

    @Test
    void whatIsNoZipIsRefusedNotAFault() throws IOException {
        Called called =
                Called.with("check", file("block_mst.zip", "no zip"), "--source=block_master");
        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.output()).contains("file.archive: This is no zip");
    }

    @Test
    void aSecondPrefixOfTheSourceWillDoAndABaseNameTellsItsFilesApart() throws IOException {
        String visits = file("a.csv", "a|b\n1|2\n");
        Called unclear = Called.with("check", visits, "--source=inspection_master");
        assertThat(unclear.exit()).isEqualTo(2);
        assertThat(unclear.progress())
                .contains("--base", "inspection_master, user_location_master");
        Called clear = Called.with("check", visits, "--source=crc", "--base=user_location_master");
        assertThat(clear.exit()).isEqualTo(3);
        assertThat(clear.output()).contains("columns of user_location_master");
    }

    @Test
    void daysAfterTheEmissionAreFoundByTheDateThatIsGiven() throws IOException {
        String days = String.join("|", java.util.Collections.nCopies(28, ""));
        String csv =
                file(
                        "student_attendance.csv",
                        "StudentAttendanceId|StudentId|SchoolId|AadhaarUID|AcademicYear|Month"
                                + numbers()
                                + "\n1|2|88010100101|2|2020-21|7|1|1|1|"
                                + days.substring(1)
                                + "|\n");
        assertThat(
                        Called.with(
                                        "check",
                                        csv,
                                        "--source=student_attendance",
                                        "--date=2020-07-03")
                                .exit())
                .isZero();
        Called early =
                Called.with("check", csv, "--source=student_attendance", "--date=2020-07-02");
        assertThat(early.exit()).isEqualTo(3);
        assertThat(early.output()).containsPattern("cells not taken\\R +domain.future +1");
        assertThat(names()).doesNotContain("student_attendance.rejected.csv");
    }

    @Test
    void theStatesConfigurationSaysWhichHeadersHold() throws IOException {
        String csv =
                file(
                        "block_mst.csv",
                        "Naam|udise_block_code|udise_dist_code|StateId\nA|880101|8801|88\n");
        assertThat(Called.with("check", csv, "--source=block_master").exit()).isEqualTo(3);
        String configuration =
                file(
                        "config_block_master.csv",
                        "id|cqube_column|state_column|status\n1|block_name|Naam|1\n");
        Called configured =
                Called.with("check", csv, "--source=block_master", "--config", configuration);
        assertThat(configured.output()).startsWith("block_mst.csv: clean");
        assertThat(configured.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config_nothing.csv", "config_block_master.csv"})
    void whatIsNoConfigurationIsAWrongCall(String name) throws IOException {
        String csv = file("block_mst.csv", CLEAN);
        Called called =
                Called.with(
                        "check", csv, "--source=block_master", "--config=" + file(name, "a\n1\n"));
        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.progress()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "check FILE",
                "check FILE --source=nonsense",
                "check no-such-file.csv --source=block_master",
                "check FILE --source=block_master --base=cluster_mst",
                "check FILE --source=block_master --manifest=perhaps",
                "check FILE --source=block_master --date=yesterday",
                "check FILE --source=block_master --contract=FILE"
            })
    void aWrongCallExitsWithTwoAndPrintsNoResult(String arguments) throws IOException {
        String file = file("block_mst.csv", CLEAN);
        Called called = Called.with(arguments.replace("FILE", file).split(" "));
        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.output()).isEmpty();
        assertThat(called.progress()).startsWith("cqube: ").contains("check --help");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAFault() throws IOException {
        String file = file("block_mst.csv", FAULTY);
        Called called =
                Called.with("check", file, "--source=block_master", "--output=" + file + "/below");
        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.output()).isEmpty();
    }

    private static String numbers() {
        StringBuilder header = new StringBuilder();
        for (int day = 1; day <= 31; day++) {
            header.append('|').append(day);
        }
        return header.toString();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private void zip(String name, String entry, String content, String line, Object... values)
            throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            if (line != null) {
                zip.putNextEntry(new ZipEntry("manifest.csv"));
                zip.write(
                        ("file_name|file_size|total_number_of_records\n"
                                        + line.formatted(values)
                                        + "\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static JsonNode json(Called called) throws IOException {
        return JsonMapper.builder().build().readTree(called.output());
    }
}
