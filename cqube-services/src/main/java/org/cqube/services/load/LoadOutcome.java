/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

/** What became of an attempt to load. */
public sealed interface LoadOutcome {
    /** Committed: this many stored rows were inserted or changed. */
    record Loaded(long records) implements LoadOutcome {}

    /** Ended without a change: its records, or its very bytes, are stored already. */
    record Known(long records) implements LoadOutcome {}

    /** An earlier call committed it. */
    record AlreadyDone() implements LoadOutcome {}

    /**
     * Another emission of the source comes first.
     *
     * @param blockedBy the older emission, or 0 while another load of the source is running
     */
    record NotItsTurn(long blockedBy) implements LoadOutcome {}

    /** The source was loaded since FilterOverlap decided. */
    record Stale() implements LoadOutcome {}

    /** The contract changed since validation. */
    record Invalidated() implements LoadOutcome {}
}
