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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what, and how often. */
class ComposeNotificationsTest {
    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private List<MockFlowFile> compose() {
        return chain.step("compose").get("success");
    }

    /** The only mail of a look. */
    private MockFlowFile mail() {
        final List<MockFlowFile> mails = compose();
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private List<String> ledger() {
        return world.database.lines(
                "select emission_id, source, kind, recipients, outcome, failure from meta.notification order by 1");
    }

    private void refuse(final String zip) {
        chain.emit("library_book_20200601080000.zip", BadZips.named(zip));
        chain.load();
    }

    @Test
    void aRefusedZipIsToldOnceWithRuleExpectedAndFound() {
        refuse("count");

        final MockFlowFile mail = mail();

        assertThat(mail.getContent())
                .contains("Source:    Libraries: a source invented for tests (library)")
                .contains("Zip:       library/library_book_20200601080000.zip")
                .contains("Emitted:   2020-06-01 08:00 (UTC)")
                .contains("Emission:  1")
                .contains("Rule:      manifest.count")
                .contains("Expected:  3")
                .contains("Found:     2")
                .contains("emit this file again");
        mail.assertAttributeEquals("mail.to", "emitter@example.org");
        mail.assertAttributeEquals("notification.kind", "refused");
        mail.assertAttributeEquals("notification.id", "1");
        mail.assertAttributeEquals("emission.id", "1");
        mail.assertAttributeEquals("emission.source", "library");
        mail.assertAttributeEquals("mime.type", "text/plain");
        mail.assertAttributeExists("notification.ticket");
        assertThat(mail.getAttribute("mail.subject"))
                .startsWith("[cQube] library: please emit ")
                .endsWith("again (manifest.count), emission 1");
        assertThat(chain.runner("compose").getProvenanceEvents())
                .extracting(event -> event.getEventType())
                .contains(ProvenanceEventType.CREATE);
        assertThat(chain.runner("compose").getCounterValue("Mails composed")).isEqualTo(1);
        assertThat(compose()).as("once").isEmpty();
        assertThat(ledger()).containsExactly("1|library|refused|emitter@example.org|waiting|");
    }

    @ParameterizedTest
    @CsvSource({
        "size, emitter@example.org",
        "noManifest, 'emitter@example.org,operator@example.org'",
        "manifestFormat, 'emitter@example.org,operator@example.org'",
        "notAZip, 'emitter@example.org,operator@example.org'"
    })
    void whatAnEmitterMayNotUnderstandTheOperatorIsToldToo(
            final String zip, final String recipients) {
        refuse(zip);

        mail().assertAttributeEquals("mail.to", recipients);
    }

    @Test
    void refusedRecordsAreToldAsOneSummaryWithoutAnyValue() {
        chain.load(
                Library.BOOK,
                "20200601080000",
                Library.books(
                        "1|A|Emma|5", "x7|A|Secret Title|5", "3||Ulysses|7", "4|B|Walden|-1"));

        final String text = mail().getContent();

        assertThat(text)
                .contains("Records in the file:   4")
                .contains("  loaded:              1")
                .contains("  known before:        0")
                .contains("  refused:             3")
                .contains("         1  column.mandatory")
                .contains("         1  column.type")
                .contains("         1  domain.range")
                .contains("  line 3  BookId  column.type")
                .contains("  line 4  Shelf  column.mandatory")
                .contains("  line 5  Price  domain.range")
                .contains("./cqube emit library FILE --corrects 1")
                .contains(".rejects.csv")
                .contains(".rejected.csv")
                .doesNotContain("Secret", "x7", "Ulysses", "-1");
        assertThat(compose()).isEmpty();
        assertThat(ledger()).containsExactly("1|library|rejected|emitter@example.org|waiting|");
    }

    @Test
    void onlyTheFirstTwentyFindingsAreListed() {
        final String[] rows =
                Stream.concat(
                                Stream.iterate(10, i -> i + 1)
                                        .limit(40)
                                        .map("x%d|A|Emma|5"::formatted),
                                Stream.of("1|A|Emma|5"))
                        .toArray(String[]::new);
        chain.load(Library.BOOK, "20200601080000", Library.books(rows));

        assertThat(mail().getContent().lines().filter(line -> line.startsWith("  line ")))
                .hasSize(20)
                .first()
                .isEqualTo("  line 2  BookId  column.type");
    }

    @Test
    void aReportThatSomebodyTookAwayDoesNotHoldTheMail() {
        chain.load(Library.BOOK, "20200601080000", Library.books("1|A|Emma|5", "x|A|Emma|5"));
        world.keys(World.INPUT, "").forEach(key -> world.store.delete(World.INPUT, key));

        assertThat(mail().getContent()).contains("         1  column.type");
    }

    @Test
    void aCleanFileIsNoMail() {
        chain.publish(Library.BOOK, "20200601080000", Library.books("1|A|Emma|5"));

        assertThat(compose()).isEmpty();
        assertThat(ledger()).isEmpty();
    }

    @Test
    void parkedWorkIsToldToTheOperatorOnceHoweverOftenItParks() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        for (final String step : List.of("list", "fetch", "check")) {
            chain.step(step);
        }
        world.store.failAtPut(1, false);
        chain.step("archive");
        world.store.mend();
        chain.queue("park").addAll(chain.queue(Chain.FAILED));
        chain.step("park");

        final MockFlowFile mail = mail();

        mail.assertAttributeEquals("mail.to", "operator@example.org");
        mail.assertAttributeEquals("notification.kind", "parked");
        assertThat(mail.getContent())
                .contains("Step:      archive")
                .contains("./cqube resume 1")
                .contains("./cqube abandon 1");
        assertThat(compose()).isEmpty();
    }

    @Test
    void aPublicationThatFailedIsToldOncePerRun() {
        Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.load();
        chain.step("aggregate");
        world.store.failAtPut(1, false);
        chain.step("publish");
        world.store.mend();
        chain.queue("park").addAll(chain.queue(Chain.FAILED));
        chain.step("park");

        final MockFlowFile mail = mail();

        mail.assertAttributeEquals("mail.to", "operator@example.org");
        mail.assertAttributeNotExists("emission.id");
        assertThat(mail.getContent()).contains("./cqube resume 1").contains("Run:       1");
        assertThat(compose()).isEmpty();
        assertThat(ledger()).containsExactly("|library|publication|operator@example.org|waiting|");
    }

    @Test
    void withoutRecipientsItIsRecordedThatNobodyWasTold() {
        chain.with("compose", "Emitter Recipients", "");
        refuse("size");

        assertThat(compose()).isEmpty();
        chain.with("compose", "Emitter Recipients", "late@example.org");
        assertThat(compose()).as("not told later either").isEmpty();
        assertThat(ledger()).containsExactly("1|library|refused||nobody|no recipient is set");
    }

    @Test
    void emissionsOfNoSourceAreToldToTheOperatorByTheInbox() {
        world.put(World.EMISSION, "librari/library_20200601080000.zip", new byte[1]);
        Steps.runner(
                        world,
                        null,
                        new ExpireEmissions(
                                java.time.Clock.offset(
                                        java.time.Clock.systemUTC(),
                                        java.time.Duration.ofMinutes(1))))
                .run();
        refuse("size");

        assertThat(compose()).as("of the source only").hasSize(1);
        final TestRunner inbox = Steps.runner(world, null, new ComposeNotifications());
        inbox.run();

        assertThat(inbox.getFlowFilesForRelationship("success")).hasSize(1);
        final MockFlowFile mail = inbox.getFlowFilesForRelationship("success").getFirst();
        mail.assertAttributeEquals("mail.to", "operator@example.org");
        assertThat(mail.getAttribute("mail.subject"))
                .isEqualTo(
                        "[cQube] a zip of an unknown source: librari/library_20200601080000.zip");
    }

    @Test
    void whatHappenedMoreThanAWeekAgoIsPast() {
        refuse("size");
        world.database.execute("update meta.emission set ended_at = now() - interval '8 days'");

        assertThat(compose()).isEmpty();
        assertThat(ledger()).isEmpty();
    }

    @Test
    void aMailWhoseFlowFileWasLostGetsAnotherOneAndTheOldOneMayNotSend() {
        refuse("size");
        final MockFlowFile first = mail();
        assertThat(compose()).isEmpty();
        world.database.execute(
                "update meta.notification set handed_at = now() - interval '3 hours'");

        final MockFlowFile second = mail();

        assertThat(second.getAttribute("notification.id"))
                .isEqualTo(first.getAttribute("notification.id"));
        assertThat(second.getAttribute("notification.ticket"))
                .isNotEqualTo(first.getAttribute("notification.ticket"));
        chain.step("send");
        chain.step("send");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void aMailWithoutHandOverIsTakenAgain() {
        refuse("size");
        mail();
        world.database.execute(
                "update meta.notification set handed_at = null, created_at = now() - interval '1 minute'");

        assertThat(compose()).hasSize(1);
    }

    @Test
    void anOutageOfTheStoreHoldsTheMailAndNothingElse() {
        chain.load(Library.BOOK, "20200601080000", Library.books("1|A|Emma|5", "x|A|Emma|5"));
        world.store.takeAway();

        assertThat(compose()).isEmpty();
        assertThat(chain.runner("compose").getLogger().getErrorMessages())
                .last()
                .asString()
                .contains("Mails could not be composed");
        assertThat(ledger()).isEmpty();
        world.store.mend();
        assertThat(mail().getContent()).contains("  line 3  BookId  column.type");
    }

    @Test
    void aStateWritesItsOwnTexts(@TempDir final Path folder) throws IOException {
        World.copySources(folder);
        final Path texts = Files.createDirectories(folder.resolve("mail"));
        Files.writeString(
                texts.resolve("refused.hi.txt"), "Subject: ${file} अस्वीकृत\n\n${rule}\n");
        Files.writeString(texts.resolve("rejected.hi.txt"), "Subject: x\n\n${values}\n");
        world.catalog.use(World.catalogOf(folder));
        chain.with("compose", "Language", "hi");
        refuse("size");

        final MockFlowFile mail = mail();

        assertThat(mail.getAttribute("mail.subject")).endsWith("अस्वीकृत");
        assertThat(mail.getContent()).isEqualTo("manifest.size\n");
        final TestRunner runner = chain.runner("compose");
        assertThat(runner.getLogger().getWarnMessages())
                .hasSize(1)
                .first()
                .asString()
                .contains("rejected.hi.txt: there is no value for [values]");
        compose();
        assertThat(runner.getLogger().getWarnMessages()).as("said once").hasSize(1);
        assertThat(
                        ((VerifiableProcessor) runner.getProcessor())
                                .verify(runner.getProcessContext(), runner.getLogger(), Map.of()))
                .filteredOn(result -> result.getOutcome() == Outcome.FAILED)
                .extracting(ConfigVerificationResult::getVerificationStepName)
                .containsExactly("Texts of mails");
    }

    @Test
    void theShippedTextsAreThoseOfTheCatalogsFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "flow-templates", "mail"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ShippedTexts.FILES);
        }
    }
}
