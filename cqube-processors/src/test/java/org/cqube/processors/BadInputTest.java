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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad zips, manifests and files: a clear refusal, and nothing lost. */
class BadInputTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private Map<String, List<MockFlowFile>> check(final byte[] zip) {
        chain.emit("library_20200601080000.zip", zip);
        chain.step("list");
        chain.step("fetch");
        return chain.step("check");
    }

    private String refusal(final String field) {
        return world.database.one("select refusal->>'" + field + "' from meta.emission");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "bad-zips.csv",
            delimiter = '|',
            useHeadersInDisplayName = true,
            maxCharsPerColumn = 500)
    void aBadZipIsRefusedAsAWhole(
            final String zip,
            final String property,
            final String value,
            final String rule,
            final String message)
            throws IOException {
        if (property != null) {
            chain.with("check", property, value);
        }

        final Map<String, List<MockFlowFile>> transferred = check(BadZips.named(zip));

        assertThat(transferred.get("success")).isEmpty();
        assertThat(transferred.get("failure")).isEmpty();
        final MockFlowFile rejected = transferred.get("rejected").getFirst();
        rejected.assertAttributeEquals("rejected.rule", rule);
        rejected.assertContentEquals(BadZips.named(zip));
        assertThat(world.database.one("select state from meta.emission")).isEqualTo("refused");
        assertThat(refusal("rule")).isEqualTo(rule);
        assertThat(refusal("message")).contains(message);
        assertThat(world.keys(World.INPUT, "")).isEmpty();
        assertThat(world.bytes(World.EMISSION, "library/library_20200601080000.zip"))
                .isEqualTo(BadZips.named(zip));
        assertThat(chain.runner("check").getCounterValue("Emissions refused")).isEqualTo(1);
    }

    @Test
    void aZipThatIsInOrderPasses() {
        assertThat(check(BadZips.good()).get("success")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "empty; ''; file.empty; refused|0|0|0|0",
                "header only; BookId|Shelf|Title|Price⏎; file.empty; refused|0|0|0|0",
                "missing column; BookId|Title|Price⏎1|Emma|5⏎; column.header; refused|1|0|1|0",
                "renamed column; BookId|Rack|Title|Price⏎1|A|Emma|5⏎; column.header; refused|1|0|1|0",
                "double column; BookId|Shelf|Shelf|Title|Price⏎1|A|A|Emma|5⏎; column.header; refused|1|0|1|0",
                "wrong delimiter; BookId,Shelf,Title,Price⏎1,A,Emma,5⏎; file.delimiter; refused|1|0|1|0",
                "unclosed quote; BookId|Shelf|Title|Price⏎1|A|\"Emma|5⏎2|B|x|7⏎; file.quote; refused|0|0|0|0",
                "NUL byte; BookId|Shelf|Title|Price⏎1|A|Em␀ma|5⏎2|B|x|7⏎; ; loaded|2|1|1|0",
                "blank lines; BookId|Shelf|Title|Price⏎⏎1|A|Emma|5⏎ ⏎2|B|x|7⏎; ; loaded|2|2|0|0",
                "trailing delimiter; BookId|Shelf|Title|Price⏎1|A|Emma|5|⏎2|B|x|7⏎; ; loaded|2|1|1|0",
                "no final newline; BookId|Shelf|Title|Price⏎1|A|Emma|5; ; loaded|1|1|0|0",
                "mixed line ends; BookId|Shelf|Title|Price␍⏎1|A|Emma|5␍2|B|x|7⏎; ; loaded|2|2|0|0",
                "byte order mark; ﻿BookId|Shelf|Title|Price⏎1|A|Emma|5⏎; ; loaded|1|1|0|0",
                "other order; Title|Price|BookId|Shelf⏎Emma|5|1|A⏎; ; loaded|1|1|0|0",
                "extra column; BookId|Shelf|Title|Price|Colour⏎1|A|Emma|5|red⏎; ; loaded|1|1|0|0"
            })
    void aBadFileIsRefusedAndAnOddOneIsTaken(
            final String name, final String text, final String rule, final String counts) {
        final String csv = text.replace('⏎', '\n').replace('␍', '\r').replace('␀', '\0');
        chain.emit(
                "library_20200601080000.zip",
                Zips.of(World.LIBRARY, "20200601080000", Map.of(Library.BOOK, csv), null, false));

        chain.load();

        assertThat(world.database.counts(1)).isEqualTo(counts);
        if (rule != null) {
            assertThat(refusal("rule")).isEqualTo(rule);
            final String archive = world.database.one("select archive_key from meta.emission");
            assertThat(world.bytes(World.INPUT, archive))
                    .isEqualTo(csv.getBytes(StandardCharsets.UTF_8));
            final String rejects = world.database.one("select rejects_key from meta.emission");
            assertThat(world.bytes(World.INPUT, rejects)).asString().contains("," + rule + ",");
            assertThat(world.keys(World.INPUT, "")).noneMatch(key -> key.endsWith(".rejected.csv"));
        }
    }

    @Test
    void invalidUtf8RefusesTheRecordThatHasIt() {
        final String csv = "BookId|Shelf|Title|Price\n1|A|Caf\u00e9|5\n2|B|x|7\n";
        final byte[] latin = csv.getBytes(StandardCharsets.ISO_8859_1);
        chain.with("check", "Manifest Required", "off");
        chain.emit("library_20200601080000.zip", Zips.raw(Map.of("library_book.csv", latin)));

        chain.load();

        assertThat(world.database.counts(1)).isIn("loaded|2|1|1|0", "refused|2|0|2|0");
    }

    @Test
    void aLineOfMoreThanAMegabyteIsOneRefusedRecord() {
        Library.emitBooks(
                chain, "20200601080000", "1|A|" + letters(1_200_000) + "|5", "2|B|Ulysses|7");

        chain.load();

        assertThat(world.database.counts(1)).isEqualTo("loaded|2|1|1|0");
        assertThat(world.database.rules(1)).containsExactly("row|column.line|1");
    }

    /** Letters that do not compress well: the zip must not look like a bomb. */
    private static String letters(final int length) {
        return new Random(1)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void moreRefusedRecordsThanTheLimitRefuseTheFile() {
        chain.with("validate", "Maximum Rejected Percent", "50");
        Library.emitBooks(chain, "20200601080000", "x|A|a|5", "y|A|b|5", "3|A|c|5");

        chain.load();

        assertThat(world.database.counts(1)).isEqualTo("refused|3|0|3|0");
        assertThat(refusal("rule")).isEqualTo("file.threshold");
        assertThat(world.database.rules(1)).containsExactly("row|file.threshold|3");
    }
}
