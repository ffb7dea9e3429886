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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that are about no single emission: replays, zips that will be deleted, a bad hour. */
class OperatorMailTest {
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

    private MockFlowFile mail() {
        final List<MockFlowFile> mails = compose();
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private List<MockFlowFile> composeInbox() {
        final TestRunner inbox = Steps.runner(world, null, new ComposeNotifications());
        inbox.run();
        return inbox.getFlowFilesForRelationship("success");
    }

    private void request(final String selection, final boolean dryRun) {
        world.database.execute(
                "select meta.request_replay(?, ?::jsonb, ?)", World.LIBRARY, selection, dryRun);
    }

    private void replay() {
        Steps.runner(world, null, "replay").run();
    }

    @Test
    void aReplayIsToldWhenItIsAskedForAndWhenItIsDone() {
        chain.load(Library.BOOK, "20200601080000", Library.books("1|A|Emma|5", "2|B|Walden|4"));
        request("{\"all\": true}", false);

        final MockFlowFile requested = mail();
        requested.assertAttributeEquals("mail.to", "operator@example.org");
        requested.assertAttributeEquals("notification.kind", "replay");
        assertThat(requested.getAttribute("mail.subject"))
                .startsWith("[cQube] library: replay 1 was requested by ");
        assertThat(requested.getContent()).contains("Selection:  {\"all\": true}");
        assertThat(compose()).as("once").isEmpty();

        replay();

        final MockFlowFile done = mail();
        assertThat(done.getAttribute("mail.subject"))
                .isEqualTo("[cQube] library: replay 1 is done, 2 rows deleted, 2 records loaded");
        assertThat(done.getContent())
                .contains(
                        "Archived files:    1",
                        "  loaded:          2",
                        "Selection:  {\"all\": true}");
        assertThat(compose()).isEmpty();
    }

    @Test
    void aReplayThatIsOverAtTheFirstLookIsToldOnce() {
        chain.load(Library.BOOK, "20200601080000", Library.books("1|A|Emma|5"));
        request("{\"all\": true}", false);
        replay();

        assertThat(mail().getAttribute("mail.subject")).contains("is done");
        assertThat(compose()).isEmpty();
    }

    @Test
    void whatOnlyShowsIsNotToldAndWhatFailsIsWithItsReason() {
        request("{\"all\": true}", true);
        replay();
        assertThat(compose()).isEmpty();

        request("{\"school\": 1}", false);
        replay();

        final MockFlowFile failed = mail();
        assertThat(failed.getAttribute("mail.subject"))
                .isEqualTo("[cQube] library: replay 2 failed");
        assertThat(failed.getContent()).containsPattern("Error: {6}\\w");
    }

    /** Looks after the bucket as if so many days had passed. */
    private void after(final int days) {
        Steps.runner(
                        world,
                        null,
                        new ExpireEmissions(Clock.offset(Clock.systemUTC(), Duration.ofDays(days))))
                .run();
    }

    private void fallsDue(final String key, final String days) {
        world.database.execute(
                "update meta.expiring_object set expires_at = now() + interval '"
                        + days
                        + " days' where object_key = '"
                        + key
                        + "'");
    }

    @Test
    void theOperatorIsToldADayBeforeZipsAreDeletedOncePerDay() {
        final String nobody = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        chain.emit("library_20200601080001.zip", new byte[] {1});
        final String later = "library/library_20200601080001.zip";
        world.put(World.EMISSION, "librari/x.zip", new byte[1]);
        after(4);
        assertThat(composeInbox()).as("the unknown prefix").hasSize(1);
        assertThat(expiring()).as("time enough").isEmpty();

        after(6);
        assertThat(expiring()).containsExactly("librari/x.zip", nobody, later);
        fallsDue(later, "3");
        world.database.execute(
                "update meta.expiring_object set expires_at = now() where object_key <> '"
                        + later
                        + "'");

        final List<MockFlowFile> mails = composeInbox();
        assertThat(mails).hasSize(1);
        final MockFlowFile mail = mails.getFirst();
        mail.assertAttributeEquals("mail.to", "operator@example.org");
        mail.assertAttributeEquals("emission.source", "inbox");
        assertThat(mail.getAttribute("mail.subject"))
                .startsWith("[cQube] 2 unprocessed zips will be deleted on 20");
        assertThat(mail.getContent())
                .contains(
                        "  librari/x.zip  refused (file.source)",
                        "  " + nobody + "  nobody took it")
                .doesNotContain(later);
        assertThat(composeInbox()).as("once").isEmpty();
        assertThat(compose()).as("by the inbox only").isEmpty();
    }

    private List<String> expiring() {
        return world.database.lines("select object_key from meta.expiring_object order by 1");
    }

    @Test
    void whatIsProcessedOrGoneIsNoMoreToBeDeleted() {
        final String key = Library.emitBooks(chain, "20200601080000", "1|A|Emma|5");
        after(6);
        assertThat(expiring()).containsExactly(key);

        chain.load();
        after(6);

        assertThat(expiring()).isEmpty();
        Library.emitBooks(chain, "20200602080000", "2|A|Emma|5");
        chain.step("list");
        after(6);
        assertThat(expiring()).as("a FlowFile has it").isEmpty();
    }

    private void refuse(final int number) {
        chain.emit("library_book_2020060108%04d.zip".formatted(number), BadZips.named("count"));
        chain.load();
    }

    @Test
    void beyondTheFirstFilesOfABadHourTheRestIsOneMailWhenTheHourIsOver() {
        chain.with("compose", "Digest After", "2");
        for (int i = 0; i < 5; i++) {
            refuse(i);
        }

        assertThat(compose()).hasSize(2);
        assertThat(compose()).as("the hour is not over").isEmpty();
        world.database.execute(
                "update meta.notification set created_at = created_at - interval '1 hour'");
        final MockFlowFile digest = mail();

        digest.assertAttributeEquals("mail.to", "emitter@example.org");
        digest.assertAttributeEquals("notification.kind", "digest");
        assertThat(digest.getAttribute("mail.subject"))
                .startsWith("[cQube] library: 3 more files failed in the hour from ");
        assertThat(digest.getContent())
                .contains("emission 3\n", "emission 4\n", "emission 5\n", "(manifest.count)")
                .doesNotContain("emission 2\n");
        assertThat(compose()).as("once").isEmpty();
        refuse(9);
        assertThat(mail().getAttribute("notification.kind")).as("a new hour").isEqualTo("refused");
    }

    @Test
    void whatARebuildBroughtBackWasToldBefore() {
        refuse(1);
        world.database.execute("insert into meta.rebuild (state) values ('running')");
        assertThat(compose()).as("while it runs").isEmpty();
        world.database.execute(
                "update meta.rebuild set state = 'done', ended_at = clock_timestamp()");
        assertThat(compose()).isEmpty();
        world.database.execute("update meta.rebuild set ended_at = now() - interval '1 hour'");

        assertThat(mail().getAttribute("notification.kind")).isEqualTo("refused");
    }
}
