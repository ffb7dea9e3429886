/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a configuration does to the files that come after it, and to what is stored. */
class ConfigurationTest {
    private static final String BOOKS = "config_library_library_book";
    private static final String HEADER = "cqube_column|state_column|status\n";

    private final World world = World.WORLD;
    private Chain configuration;
    private Chain library;

    @BeforeEach
    void reset() {
        Configurations.reset(world);
        configuration = new Chain(world, Configurations.SOURCE);
        library = new Chain(world, World.LIBRARY);
    }

    private void configure(final String timestamp, final String... rows) {
        final long emission =
                configuration.load(BOOKS, timestamp, HEADER + String.join("\n", rows) + "\n");
        assertThat(world.database.counts(emission)).startsWith("loaded|");
    }

    private long books(final String timestamp, final String csv) {
        library.emit(
                "library_" + timestamp + ".zip",
                Zips.of(World.LIBRARY, timestamp, Map.of(Library.BOOK, csv), null, false));
        library.load();
        return library.newest();
    }

    @Test
    void filesComeUnderTheStatesHeaders() {
        configure("20200701080000", "book_id|Accession No|1", "title|Name of the book|1");

        final long emission =
                books("20200702080000", "Shelf|Accession No|PRICE|Name of the book\nA|1|5|Emma\n");

        assertThat(world.database.counts(emission)).isEqualTo("loaded|1|1|0|0");
        assertThat(Library.stored(world)).containsExactly("1|A|Emma|5");
    }

    @Test
    void theFormerHeadersNoLongerCount() {
        configure("20200701080000", "book_id|Accession|1");

        final long emission = books("20200702080000", Library.books("1|A|Emma|5"));

        assertThat(
                        world.database.one(
                                "select refusal ->> 'rule' from meta.emission where emission_id = ?",
                                emission))
                .isEqualTo("column.header");
    }

    @Test
    void aStarBringsTheHeadersOfTheContractBack() {
        configure("20200701080000", "book_id|Accession|1", "title|Name|1");
        configure("20200702080000", "book_id|*|1", "title|*|1");

        final long emission = books("20200703080000", Library.books("1|A|Emma|5"));

        assertThat(world.database.counts(emission)).isEqualTo("loaded|1|1|0|0");
        assertThat(Library.stored(world)).containsExactly("1|A|Emma|5");
        assertThat(
                        world.database.lines(
                                "select field, state_column, configured from config.active_field where source = 'library' and file = ? order by place",
                                Library.BOOK))
                .startsWith("book_id|BookId|t")
                .contains("title|Title|t");
    }

    @Test
    void aColumnThatIsSwitchedOffIsNeitherCheckedNorLoadedNorReported() {
        configure("20200701080000", "title|-|0");

        final long emission =
                books("20200702080000", Library.books("1|A|" + "x".repeat(101) + "|5"));

        assertThat(world.database.counts(emission)).isEqualTo("loaded|1|1|0|0");
        assertThat(world.database.rules(emission)).isEmpty();
        assertThat(Library.stored(world)).containsExactly("1|A||5");
    }

    @Test
    void whatWasLoadedIsKeptWhileAColumnIsOffAndGoesOnWhenItIsBack() {
        books("20200702080000", Library.books("1|A|Emma|5"));
        configure("20200703080000", "title|-|0");
        books("20200704080000", Library.books("2|B|Lost|6"));
        configure("20200705080000", "title|Title|1");
        books("20200706080000", Library.books("3|C|Sanditon|7"));

        assertThat(Library.stored(world)).containsExactly("1|A|Emma|5", "2|B||6", "3|C|Sanditon|7");
    }

    @Test
    void activationMakesAColumnThatWasNeverThere() {
        configure("20200701080000", "title|-|0");
        world.database.execute("alter table fact.library_book drop column title");
        books("20200702080000", Library.books("1|A|Emma|5"));
        assertThat(columns()).doesNotContain("title");

        configure("20200703080000", "title|Title|1");
        books("20200704080000", Library.books("2|B|Persuasion|6"));

        assertThat(Library.stored(world)).containsExactly("1|A||5", "2|B|Persuasion|6");
    }

    private List<String> columns() {
        return world.database.lines(
                "select attname from pg_attribute where attrelid = 'fact.library_book'::regclass"
                        + " and attnum > 0 and not attisdropped");
    }

    @Test
    void duplicatesDoNotCompareAColumnThatIsOff() {
        configure("20200701080000", "title|-|0");

        final long emission =
                books("20200702080000", Library.books("1|A|Emma|5", "1|A|Emma, a novel|5"));

        assertThat(world.database.rules(emission)).containsExactly("row|duplicate.mirror|1");
        assertThat(world.database.counts(emission)).isEqualTo("loaded|2|1|1|0");
    }

    @Test
    void aFileThatWasValidatedBeforeTheChangeIsValidatedAgain() {
        library.emit(
                "library_20200702080000.zip",
                Zips.of(
                        World.LIBRARY,
                        "20200702080000",
                        Map.of(Library.BOOK, Library.books("1|A|Emma|5")),
                        null,
                        false));
        for (final String step :
                List.of("list", "fetch", "check", "archive", "validate", "filter")) {
            library.step(step);
        }
        configure("20200703080000", "title|-|0");

        assertThat(library.step("load").get("invalidated")).hasSize(1);
        library.load();

        assertThat(Library.stored(world)).containsExactly("1|A||5");
        assertThat(library.queue(Chain.FAILED)).isEmpty();
    }

    @Test
    void aRefusedFileMayComeAgainUnchangedUnderANewConfiguration() {
        final String csv = "Accession|Shelf|Title|Price\n1|A|Emma|5\n";
        assertThat(world.database.counts(books("20200701080000", csv)))
                .isEqualTo("refused|1|0|1|0");
        configure("20200702080000", "book_id|Accession|1");

        assertThat(world.database.counts(books("20200703080000", csv))).isEqualTo("loaded|1|1|0|0");
    }

    @Test
    void aRefusedConfigurationNamesItsRuleInTheFlow() {
        configuration.emit(BOOKS, "20200701080000", HEADER + "book_id|-|0\n");
        for (final String step : List.of("list", "fetch", "check", "archive", "validate")) {
            configuration.step(step);
        }

        final MockFlowFile rejected = configuration.step("filter").get("rejected").getFirst();

        rejected.assertAttributeEquals(EmissionAttributes.REJECTED_RULE, "config.key-inactive");
        assertThat(world.database.counts(configuration.newest())).isEqualTo("refused|1|0|1|0");
        assertThat(
                        world.database.one(
                                "select refusal ->> 'message' from meta.emission where emission_id = ?",
                                configuration.newest()))
                .contains("book_id is a key");
    }

    @Test
    void aReportThatIsCutSaysSo() {
        final String[] rows =
                IntStream.rangeClosed(1, 1_100)
                        .mapToObj("nothing_%d|A|1"::formatted)
                        .toArray(String[]::new);
        configuration.load(BOOKS, "20200701080000", HEADER + String.join("\n", rows) + "\n");

        final long emission = configuration.newest();
        assertThat(
                        world.database.one(
                                "select refusal ->> 'found' from meta.emission where emission_id = ?",
                                emission))
                .isEqualTo("2199 findings, see the report");
        final List<String> report = Configurations.report(world, emission);
        assertThat(report).hasSize(1_001);
        assertThat(report.getLast())
                .isEqualTo(
                        "0,config.unknown-column,,,The list is cut: it has 1000 of 2199 findings");
    }

    @Test
    void aConfigurationSaysNothingOfFieldsThatItDoesNotName() {
        configure("20200701080000", "title|Name|1");
        configure("20200702080000", "price|Cost|1");

        assertThat(
                        world.database.lines(
                                "select field, state_column, active from config.active_field"
                                        + " where source = 'library' and file = 'library_book' order by place"))
                .containsExactly(
                        "book_id|BookId|t", "shelf|Shelf|t", "title|Name|t", "price|Cost|t");
    }

    @Test
    void theLongNameOfASourceWithOneFileIsTheSameFile() {
        final long first =
                configuration.load(
                        "config_school_management_master",
                        "20200701080000",
                        HEADER + "default_option|Default|1\n");
        final long second =
                configuration.load(
                        "config_school_management_master_school_management_master",
                        "20200702080000",
                        HEADER + "default_option|-|0\n");
        final long third =
                configuration.load(
                        "config_school_management_master",
                        "20200703080000",
                        HEADER + "default_option|Default|1\n");

        assertThat(world.database.counts(first)).startsWith("loaded|");
        assertThat(world.database.counts(second)).startsWith("loaded|");
        assertThat(world.database.counts(third)).as("A, B, A ends at A").startsWith("loaded|");
    }
}
