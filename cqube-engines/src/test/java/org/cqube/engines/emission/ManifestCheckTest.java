/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every case of manifests.txt, and what a table cannot say. */
class ManifestCheckTest {

    private static final String CSV = "id|name\n1|A\n2|B\n";
    private static final SourceContract ITEM = Sources.of("item", "item");

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "manifests.txt",
            delimiter = ';',
            quoteCharacter = '`',
            emptyValue = "",
            numLinesToSkip = 1)
    void checksAsTheTableSays(
            String name,
            ManifestMode mode,
            String manifest,
            String csv,
            String outcome,
            String expected,
            String found,
            long records,
            String message)
            throws Exception {
        byte[] zip = Zips.of("item.csv", text(csv), "manifest_item.csv", text(manifest));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        if (outcome.startsWith("ok")) {
            CheckedFile checked = check(zip, mode, ITEM, copy);

            assertThat(describe(checked)).as(name).isEqualTo(outcome);
            assertThat(checked.records()).isEqualTo(records);
            assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(text(csv));
        } else {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> check(zip, mode, ITEM, copy));

            assertThat(refusal).as(name).isNotNull();
            assertThat(refusal.rule().id()).isEqualTo(outcome);
            // what the table leaves empty is what the rule asks of every file, and the message
            assertThat(refusal.expected())
                    .isEqualTo(text(expected).isEmpty() ? refusal.rule().asks() : text(expected))
                    .isNotEmpty();
            assertThat(refusal.found())
                    .isEqualTo(text(found).isEmpty() ? refusal.violation().message() : text(found))
                    .isNotEmpty();
            assertThat(refusal.recordsIn()).isEqualTo(records);
            assertThat(refusal.violation().message()).contains(text(message));
        }
    }

    private static String text(String cell) {
        return cell == null ? "" : cell.replace('⏎', '\n').replace('␍', '\r').replace('﹍', ' ');
    }

    private static String describe(CheckedFile checked) {
        return ("ok "
                        + (checked.corrects() == null ? "" : checked.corrects() + " ")
                        + checked.mode())
                .strip();
    }

    @Test
    void aCheckedFileSaysAllThatLaterStepsNeed() throws Exception {
        String manifest = "file_name|corrects\nitem_20200915183000.csv|3\n";
        byte[] zip = Zips.of("item_20200915183000.csv", CSV + "\n", "manifest.csv", manifest);

        CheckedFile checked =
                check(zip, ManifestMode.LENIENT, ITEM, OutputStream.nullOutputStream());

        assertThat(checked)
                .usingRecursiveComparison()
                .isEqualTo(
                        new CheckedFile(
                                "item_20200915183000.csv",
                                "item",
                                // sha256sum of the 17 bytes
                                "a554619b649677912ae0eba84f44295fdbf81d62870e8c30e8f28154e91bc939",
                                17,
                                2,
                                1,
                                2,
                                0,
                                3L,
                                "",
                                manifest.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void filesOfAZipAreCheckedEachAgainstItsLine() throws Exception {
        byte[] zip =
                Zips.of(
                        "visit.csv", CSV,
                        "place.csv", CSV,
                        "manifest.csv",
                                "file_name|total_number_of_records\nplace.csv|3\nvisit.csv|2\n");
        try (EmissionZip opened = open(zip)) {
            Manifest manifest = opened.manifest(ManifestMode.LENIENT);
            SourceContract source = Sources.of("tour", "visit", "place");

            assertThat(checkOne(opened, 0, manifest, source).place()).isZero();
            assertThat(
                            catchThrowableOfType(
                                    Refusal.class, () -> checkOne(opened, 1, manifest, source)))
                    .hasMessageStartingWith("manifest.count: Record count mismatch for place.csv");
        }
    }

    @Test
    void aFileThatTheSourceDoesNotKnowIsNamedAndCounted() {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                check(
                                        Zips.of("items_20200915183000.csv", CSV),
                                        ManifestMode.OFF,
                                        ITEM,
                                        OutputStream.nullOutputStream()));

        assertThat(refusal.rule()).isEqualTo(Rule.FILE_NAME);
        assertThat(refusal.expected()).isEqualTo("item");
        assertThat(refusal.found()).isEqualTo("items");
        assertThat(refusal.recordsIn()).isEqualTo(2);
    }

    @Test
    void aFileWhoseNameHasNoSenseIsNamedAndCounted() {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                check(
                                        Zips.of("Item (1).csv", CSV),
                                        ManifestMode.OFF,
                                        ITEM,
                                        OutputStream.nullOutputStream()));

        assertThat(refusal.rule()).isEqualTo(Rule.FILE_NAME);
        assertThat(refusal.recordsIn()).isEqualTo(2);
    }

    @Test
    void theDelimiterOfTheContractCountsColumns() throws Exception {
        byte[] zip =
                Zips.of(
                        "item.csv",
                        "a,b,c\n1,2,3\n",
                        "manifest.csv",
                        "file_name|total_number_of_columns\nitem.csv|3\n");

        assertThat(
                        check(
                                        zip,
                                        ManifestMode.LENIENT,
                                        Sources.of("item", ',', "item"),
                                        OutputStream.nullOutputStream())
                                .columns())
                .isEqualTo(3);
    }

    @Test
    void damageIsTheEmittersFaultAndCountsWhatWasRead() {
        StringBuilder csv = new StringBuilder("id|name\n");
        for (int i = 0; i < 100_000; i++) {
            csv.append(i * 7919L % 100_003).append("|A\n");
        }
        byte[] zip = Zips.of("item.csv", csv.toString());
        byte[] damaged = Zips.patchInt(zip, Zips.DIRECTORY_ENTRY, 0, 16, 7);

        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                check(
                                        damaged,
                                        ManifestMode.OFF,
                                        ITEM,
                                        OutputStream.nullOutputStream()));

        assertThat(refusal.rule()).isEqualTo(Rule.FILE_ARCHIVE);
        assertThat(refusal.recordsIn()).isEqualTo(100_000);
    }

    @Test
    void aCopyThatFailsIsTheWorldsFault() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };

        assertThat(
                        catchThrowableOfType(
                                IOException.class,
                                () ->
                                        check(
                                                Zips.of("item.csv", CSV),
                                                ManifestMode.OFF,
                                                ITEM,
                                                full)))
                .hasMessage("No space left on device");
    }

    private CheckedFile check(
            byte[] zip, ManifestMode mode, SourceContract source, OutputStream copy)
            throws Refusal, IOException {
        try (EmissionZip opened = open(zip)) {
            return ManifestCheck.check(
                    opened.csvs().get(0), opened.manifest(mode), mode, source, copy);
        }
    }

    private static CheckedFile checkOne(
            EmissionZip zip, int place, Manifest manifest, SourceContract source)
            throws Refusal, IOException {
        return ManifestCheck.check(
                zip.csvs().get(place),
                manifest,
                ManifestMode.LENIENT,
                source,
                OutputStream.nullOutputStream());
    }

    private EmissionZip open(byte[] zip) throws Refusal, IOException {
        return EmissionZip.open(Files.write(folder.resolve("item.zip"), zip), ZipLimits.DEFAULT);
    }
}
