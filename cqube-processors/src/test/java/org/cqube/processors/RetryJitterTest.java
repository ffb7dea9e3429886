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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed together does not come back together. */
class RetryJitterTest {
    private static final int HERD = 300;

    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 16", "40, 16"})
    void aHerdIsSpreadOverAsLongAsNiFiLetItWait(final int retry, final int most) {
        final Herd herd = new Herd();

        final List<Integer> waits = herd.wait(retry, Map.of());

        assertThat(waits).hasSize(HERD).allMatch(wait -> wait >= 0 && wait <= most);
        // each number of penalties is drawn as often as any other; a miss of one in 300 is
        // less likely than one in a million
        assertThat(Set.copyOf(waits)).hasSize(most + 1);
        assertThat(waits.stream().mapToInt(wait -> wait).average().orElseThrow())
                .isBetween(most * 0.35, most * 0.65);
    }

    @Test
    void theFirstTryWaitsForNothing() {
        assertThat(new Herd().wait(0, Map.of())).containsOnly(0);
    }

    @Test
    void whatWasDrawnIsKeptForItsRetryOnly() {
        assertThat(new Herd().wait(4, Map.of(RetryJitter.ATTRIBUTE, "4/7"))).containsOnly(7);
        assertThat(Set.copyOf(new Herd().wait(4, Map.of(RetryJitter.ATTRIBUTE, "3/0")))).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-3", "many", "99999999999"})
    void anAttributeThatIsNoCountHoldsNothingUp(final String count) {
        final Herd herd = new Herd();
        herd.runner.enqueue("", Map.of(herd.retries(), count, RetryJitter.ATTRIBUTE, "5/x"));

        herd.runner.run();

        herd.runner.assertAllFlowFilesTransferred(Herd.THROUGH, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetch", "check", "archive", "validate", "filter", "load", "publish"})
    void aStepLetsARetriedFlowFileWaitAndThenWorks(final String step) {
        final Chain chain = new Chain(world, "district_master");
        chain.emit(
                "district_mst",
                "20200601080000",
                "DistrictId|StateId|District|IsActive\n1101|11|A|1\n");
        chain.step("list");
        for (final String earlier : Steps.OF_EMISSIONS) {
            if (!earlier.equals(step)) {
                chain.step(earlier);
            } else {
                break;
            }
        }
        if (step.equals("publish")) {
            chain.step("aggregate");
        }
        final MockFlowFile flowFile = chain.queue(step).getFirst();
        flowFile.putAttributes(
                Map.of(
                        "retryCount." + chain.runner(step).getProcessor().getIdentifier(),
                        "3",
                        RetryJitter.ATTRIBUTE,
                        "3/2"));

        for (int wait = 0; wait < 2; wait++) {
            assertThat(chain.step(step).values()).allMatch(List::isEmpty);
            assertThat(chain.handedBack(step)).isEqualTo(1);
        }

        final MockFlowFile worked = chain.step(step).get("success").getFirst();
        worked.assertAttributeNotExists(RetryJitter.ATTRIBUTE);
    }

    /** FlowFiles before a processor that does nothing but let retries wait. */
    private static final class Herd extends AbstractProcessor {
        static final Relationship THROUGH = new Relationship.Builder().name("through").build();
        private static final String MEMBER = "member";

        final TestRunner runner = TestRunners.newTestRunner(this);
        private final Map<String, Integer> waits = new HashMap<>();

        String retries() {
            return "retryCount." + getIdentifier();
        }

        /** Penalties that each of a herd waited before this retry. */
        List<Integer> wait(final int retry, final Map<String, String> attributes) {
            for (int member = 0; member < HERD; member++) {
                final Map<String, String> all = new HashMap<>(attributes);
                all.put(MEMBER, Integer.toString(member));
                all.put(retries(), Integer.toString(retry));
                all.put("retryCount.another", "5");
                runner.enqueue("", all);
            }
            while (!runner.isQueueEmpty()) {
                runner.run();
            }
            for (final MockFlowFile passed : runner.getFlowFilesForRelationship(THROUGH)) {
                passed.assertAttributeNotExists(RetryJitter.ATTRIBUTE);
            }
            final List<Integer> result = new ArrayList<>();
            IntStream.range(0, HERD)
                    .forEach(member -> result.add(waits.getOrDefault(Integer.toString(member), 0)));
            return result;
        }

        @Override
        public Set<Relationship> getRelationships() {
            return Set.of(THROUGH);
        }

        @Override
        public void onTrigger(final ProcessContext context, final ProcessSession session) {
            final FlowFile flowFile = session.get();
            if (RetryJitter.waits(session, flowFile, getIdentifier())) {
                waits.merge(flowFile.getAttribute(MEMBER), 1, Integer::sum);
            } else {
                session.transfer(RetryJitter.without(session, flowFile), THROUGH);
            }
        }
    }
}
