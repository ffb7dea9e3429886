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
import org.apache.nifi.util.MockFlowFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A zip of several CSVs: an emission each, one zip. */
class SeveralFilesTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
        chain.emit(
                "library_20200601080000.zip",
                Library.zip(
                        "20200601080000",
                        Library.books("1|A|Emma|5"),
                        Library.loans("7|1|14", "8|2|3")));
    }

    private List<String> ledger() {
        return world.database.lines(
                "select base_name, state, loaded from meta.emission order by place");
    }

    @Test
    void theZipGoesWhenTheLastOfItsFilesIsArchived() {
        chain.step("list");
        chain.step("fetch");
        chain.step("check");
        final MockFlowFile loans = chain.queue("archive").removeLast();

        chain.step("archive");
        assertThat(world.keys(World.EMISSION, "")).hasSize(1);
        chain.queue("archive").add(loans);
        chain.step("archive");

        assertThat(world.keys(World.EMISSION, "")).isEmpty();
        chain.load();
        assertThat(ledger()).containsExactly("library_book|loaded|1", "library_loan|loaded|2");
        assertThat(world.database.rules(2)).containsExactly("warning|ref.parent|1");
    }

    @Test
    void aZipThatIsOpenedAgainAfterACrashGivesEachFileOneFlowFile() {
        chain.step("list");
        chain.step("fetch");
        final MockFlowFile zip = chain.queue("check").getFirst();
        chain.step("check");
        chain.queue("archive").clear();
        // the session was not committed, so the further file was not handed over
        world.database.execute("update meta.emission set handed_at = null where place > 0");
        chain.queue("check").add(zip);

        assertThat(chain.step("check").get("success")).hasSize(2);
        chain.queue("check").add(zip);
        assertThat(chain.step("check").get("success"))
                .as("the further file has its FlowFile by now")
                .hasSize(1);

        chain.load();
        assertThat(ledger()).containsExactly("library_book|loaded|1", "library_loan|loaded|2");
    }

    @Test
    void aFurtherFileIsResumedByItself() {
        chain.step("list");
        chain.step("fetch");
        chain.step("check");
        chain.queue("archive").removeLast();
        world.database.execute(
                "update meta.emission set resume_requested = now() - interval '6 seconds' where place = 1");

        chain.load();

        assertThat(ledger()).containsExactly("library_book|loaded|1", "library_loan|loaded|2");
        assertThat(world.keys(World.EMISSION, "")).isEmpty();
    }

    @Test
    void storedRecordsOfASourceThatRefusesChangesStay() {
        chain.load();
        Library.emitBooks(chain, "20200602080000", "1|A|Emma|6", "2|B|Ulysses|7", "3|B|Walden|");
        chain.load();
        final long second = chain.newest();

        assertThat(world.database.counts(second)).isEqualTo("loaded|3|2|1|0");
        assertThat(world.database.rules(second)).containsExactly("row|overlap.id|1");
        assertThat(Library.stored(world))
                .containsExactly("1|A|Emma|5", "2|B|Ulysses|7", "3|B|Walden|");

        chain.emit(
                "library_20200603080000.zip",
                Zips.of(
                        World.LIBRARY,
                        "20200603080000",
                        java.util.Map.of(Library.BOOK, Library.books("1|A||6", "3|B|Walden|9")),
                        second,
                        true));
        chain.load();
        assertThat(Library.stored(world))
                .containsExactly("1|A|Emma|6", "2|B|Ulysses|7", "3|B|Walden|9");
    }

    @Test
    void aCorrectionOfASourceThatTakesChangesNeverErases() {
        chain.load();
        chain.emit(
                "library_20200603080000.zip",
                Zips.of(
                        World.LIBRARY,
                        "20200603080000",
                        java.util.Map.of(Library.LOAN, Library.loans("7|1|", "8|1|5")),
                        1L,
                        false));
        chain.load();

        assertThat(
                        world.database.lines(
                                "select loan_id, book_id, days from fact.library_loan order by 1"))
                .containsExactly("7|1|14", "8|1|5");
        assertThat(world.database.counts(chain.newest())).isEqualTo("loaded|2|1|0|1");
    }
}
