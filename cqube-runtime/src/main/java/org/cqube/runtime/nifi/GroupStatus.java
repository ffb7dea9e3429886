/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

/**
 * How the process group of one source is doing.
 *
 * @param source name of the group
 * @param state {@code RUNNING} if every processor runs, {@code STOPPED} if none does, else {@code
 *     PARTIAL}
 * @param queued FlowFiles in its queues
 * @param invalid components that cannot run as they are configured
 * @param bulletins warnings and errors of the last five minutes
 * @param activeThreads tasks at work now
 */
public record GroupStatus(
        String source,
        String state,
        long queued,
        long invalid,
        long bulletins,
        long activeThreads) {

    /** Nothing is queued and nothing is worked on. */
    public boolean idle() {
        return queued == 0 && activeThreads == 0;
    }
}
