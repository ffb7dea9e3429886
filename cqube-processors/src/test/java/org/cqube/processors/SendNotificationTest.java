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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails reach a real SMTP server once, or are given up in the end. */
class SendNotificationTest {
    private final World world = World.WORLD;
    private Chain chain;

    /** What a processor at a later time takes for now. */
    private static Clock after(final Duration duration) {
        return Clock.fixed(Instant.now().plus(duration), ZoneOffset.UTC);
    }

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, World.LIBRARY);
    }

    private MockFlowFile composed() {
        chain.emit("library_book_20200601080000.zip", BadZips.named("size"));
        chain.load();
        return chain.step("compose").get("success").getFirst();
    }

    private TestRunner send(
            final Clock clock, final MockFlowFile flowFile, final String... settings) {
        final TestRunner runner = Steps.runner(world, World.LIBRARY, new SendNotification(clock));
        for (int i = 0; i < settings.length; i += 2) {
            runner.setProperty(settings[i], settings[i + 1]);
        }
        runner.enqueue(flowFile);
        runner.run();
        return runner;
    }

    private String ledger() {
        return world.database.one(
                "select outcome, attempts, failure is not null, sent_at is not null from meta.notification");
    }

    @Test
    void aMailArrivesAndIsRecorded() {
        final MockFlowFile flowFile = composed();

        final TestRunner runner = send(Clock.systemUTC(), flowFile);

        runner.assertAllFlowFilesTransferred("success", 1);
        assertThat(world.mails())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("emitter@example.org|[cQube] library: please emit")
                .contains("manifest.size");
        assertThat(ledger()).isEqualTo("sent|1|f|t");
        assertThat(runner.getProvenanceEvents())
                .filteredOn(event -> event.getEventType() == ProvenanceEventType.SEND)
                .extracting(event -> event.getTransitUri())
                .containsExactly("smtp://127.0.0.1:" + world.mailPort);
        assertThat(runner.getCounterValue("Mails sent")).isEqualTo(1);
    }

    @Test
    void theSameFlowFileAgainSendsNothing() {
        final MockFlowFile flowFile = composed();
        send(Clock.systemUTC(), flowFile);

        final TestRunner runner = send(Clock.systemUTC(), flowFile);

        runner.assertTransferCount("success", 0);
        assertThat(runner.getQueueSize().getObjectCount()).isZero();
        assertThat(world.mails()).hasSize(1);
    }

    /** The ledger went away between the two: the FlowFile knows, and nothing is sent again. */
    @Test
    void aMailThatIsOutIsOnlyRecorded() {
        final MockFlowFile flowFile = composed();
        flowFile.putAttributes(Map.of("mail.taken", "two@example.org"));

        final TestRunner runner = send(Clock.systemUTC(), flowFile);

        runner.assertAllFlowFilesTransferred("success", 1);
        assertThat(world.mails()).isEmpty();
        assertThat(world.database.one("select outcome, failure from meta.notification"))
                .isEqualTo("sent|not taken for two@example.org");
    }

    @Test
    void theFlowFileOfASentMailRemembersIt() {
        final TestRunner runner = send(Clock.systemUTC(), composed());

        runner.getFlowFilesForRelationship("success")
                .getFirst()
                .assertAttributeEquals("mail.taken", "");
    }

    @Test
    void whileTheServerIsAwayTheMailWaitsItsTimeAndThenArrivesOnce() {
        final MockFlowFile flowFile = composed();
        world.mailGoesAway();

        final TestRunner first = send(Clock.systemUTC(), flowFile);
        assertThat(first.getQueueSize().getObjectCount()).as("waits in its queue").isOne();
        assertThat(ledger()).isEqualTo("waiting|1|t|f");
        assertThat(first.getLogger().getWarnMessages())
                .hasSize(1)
                .first()
                .asString()
                .contains("could not be sent, the next try follows: smtp://127.0.0.1");

        world.mailComesBack();
        send(after(Duration.ofSeconds(50)), flowFile);
        assertThat(ledger()).as("its time has not come").isEqualTo("waiting|1|t|f");
        assertThat(world.mails()).isEmpty();

        send(after(Duration.ofSeconds(70)), flowFile);
        assertThat(ledger()).isEqualTo("sent|2|f|t");
        assertThat(world.mails()).hasSize(1);
    }

    @Test
    void delaysDoubleUpToAnHourAndOnlyTheFirstIsABulletin() {
        final MockFlowFile flowFile = composed();
        world.mailGoesAway();
        send(Clock.systemUTC(), flowFile);
        for (int tries = 2; tries <= 9; tries++) {
            final TestRunner runner = send(after(Duration.ofDays(tries)), flowFile);
            assertThat(runner.getLogger().getWarnMessages()).isEmpty();
            final Duration delay =
                    Duration.between(
                            after(Duration.ofDays(tries)).instant(),
                            Instant.parse(
                                    world.database.one(
                                            "select to_char(next_try_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                                                    + " from meta.notification")));
            assertThat(delay.plusSeconds(30).toMinutes())
                    .isEqualTo(Math.min(60, 1L << (tries - 1)));
        }
    }

    @Test
    void afterTheLastTryItIsGivenUpWithABulletin() {
        final MockFlowFile flowFile = composed();
        world.mailGoesAway();
        send(Clock.systemUTC(), flowFile, "Maximum Tries", "2");

        final TestRunner runner = send(after(Duration.ofHours(1)), flowFile, "Maximum Tries", "2");

        runner.assertAllFlowFilesTransferred("failure", 1);
        assertThat(ledger()).isEqualTo("given up|2|t|f");
        assertThat(runner.getLogger().getErrorMessages())
                .hasSize(1)
                .first()
                .asString()
                .contains("The mail 1 (library, refused) is given up after 2 tries");
        assertThat(runner.getCounterValue("Mails given up")).isEqualTo(1);
    }

    @Test
    void whileTheDatabaseIsAwayTheMailWaits() {
        final MockFlowFile flowFile = composed();
        world.pool.takeAway();

        final TestRunner runner = send(Clock.systemUTC(), flowFile);

        assertThat(runner.getQueueSize().getObjectCount()).isOne();
        assertThat(world.mails()).isEmpty();
        world.pool.mend();
        assertThat(ledger()).isEqualTo("waiting|0|f|f");
    }

    @Test
    void withoutServerNobodyIsToldAndNothingWaits() {
        chain.emit("library_book_20200601080000.zip", BadZips.named("size"));
        chain.load();
        final TestRunner runner = Steps.runner(world, World.LIBRARY, new ComposeNotifications());
        runner.disableControllerService(world.mail);
        runner.setProperty(world.mail, "Host", "");
        runner.enableControllerService(world.mail);
        runner.run();

        runner.assertTransferCount("success", 0);
        assertThat(world.database.lines("select outcome, failure from meta.notification"))
                .isEqualTo(List.of("nobody|no mail server is set"));
    }
}
