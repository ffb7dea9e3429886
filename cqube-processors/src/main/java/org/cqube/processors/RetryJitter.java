/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.processor.ProcessSession;

/**
 * Spreads the retries of FlowFiles that failed together, so that they do not come back together.
 *
 * <p>NiFi lets a FlowFile wait for the penalty duration p before its first retry, twice as long
 * before each further one; all that failed at one moment would meet again. So a FlowFile that comes
 * back waits on, for a number of penalties drawn at random between 0 and NiFi's own wait: between p
 * and 2p before the first retry, between 16p and 32p before the fifth. It waits in its queue,
 * holding nothing. What was drawn stands in an attribute, so that a restart draws nothing anew.
 */
final class RetryJitter {
    /**
     * {@code <retry>/<penalties left>}; there only while the FlowFile waits, and in what NiFi puts
     * back when the step fails again: then it belongs to an earlier retry.
     */
    static final String ATTRIBUTE = "retry.jitter";

    /** Keeps the wait below a minute whatever count of retries an operator sets. */
    private static final int MAXIMUM_PENALTIES = 16;

    /** NiFi counts retries in an attribute of each FlowFile, per processor. */
    private static final String RETRIES = "retryCount.";

    private RetryJitter() {}

    /**
     * Whether the FlowFile has to wait on. Then it is back in its queue, penalised; else go on with
     * {@link #without}.
     *
     * @param processor identifier of the processor that the retry is of
     */
    static boolean waits(
            final ProcessSession session, final FlowFile flowFile, final String processor) {
        final int retry = number(flowFile.getAttribute(RETRIES + processor));
        final int left = retry == 0 ? 0 : left(retry, flowFile.getAttribute(ATTRIBUTE));
        if (left == 0) {
            return false;
        }
        session.transfer(
                session.penalize(
                        session.putAttribute(flowFile, ATTRIBUTE, retry + "/" + (left - 1))));
        return true;
    }

    /** The FlowFile as the steps know it. */
    static FlowFile without(final ProcessSession session, final FlowFile flowFile) {
        return flowFile.getAttribute(ATTRIBUTE) == null
                ? flowFile
                : session.removeAttribute(flowFile, ATTRIBUTE);
    }

    /**
     * Forgets earlier failures of a FlowFile whose step worked, but that has to wait for something
     * else: a later failure is the first of its own.
     */
    static FlowFile forget(
            final ProcessSession session, final FlowFile flowFile, final String processor) {
        return flowFile.getAttribute(RETRIES + processor) == null
                ? flowFile
                : session.removeAttribute(flowFile, RETRIES + processor);
    }

    /** Penalties that a FlowFile has still to wait before this retry. */
    private static int left(final int retry, final String drawn) {
        final String prefix = retry + "/";
        return drawn != null && drawn.startsWith(prefix)
                ? number(drawn.substring(prefix.length()))
                : ThreadLocalRandom.current().nextInt(most(retry) + 1);
    }

    /** As many as NiFi let it wait before this retry. */
    static int most(final int retry) {
        return retry > Integer.numberOfTrailingZeros(MAXIMUM_PENALTIES)
                ? MAXIMUM_PENALTIES
                : 1 << (retry - 1);
    }

    /** 0 for what is absent, or no number: attributes may come from anywhere. */
    private static int number(final String text) {
        return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
