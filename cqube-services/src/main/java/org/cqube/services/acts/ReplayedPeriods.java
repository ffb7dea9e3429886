/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The periods that a replay had committed: a rebuild does these again, and no others. */
record ReplayedPeriods(Set<String> committed) implements Replay.Progress {

    static ReplayedPeriods of(final JsonNode periods) {
        final Set<String> committed = new HashSet<>();
        periods.forEach(period -> committed.add(period.asText()));
        return new ReplayedPeriods(committed);
    }

    @Override
    public boolean skips(final String period) {
        return !committed.contains(period);
    }

    @Override
    public void done(final String period, final ReplayCounts counts) {
        // the row of the replay says it already
    }

    @Override
    public boolean keeps() {
        return true;
    }
}
