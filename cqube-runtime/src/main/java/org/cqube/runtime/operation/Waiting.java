/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what no one announces: a process or server of which one can only ask. */
public final class Waiting {

    private Waiting() {}

    /** A look at the world. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, CqubeException;
    }

    /**
     * Asks again and again until the condition holds.
     *
     * @return whether it held within the time
     */
    public static boolean until(Duration patience, Duration interval, Condition condition)
            throws IOException, CqubeException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(interval.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting");
            }
        }
        return true;
    }
}
