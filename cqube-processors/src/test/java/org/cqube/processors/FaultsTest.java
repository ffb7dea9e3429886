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
import java.sql.SQLException;
import org.cqube.services.ledger.Fault;
import org.cqube.services.s3.ObjectStoreException;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void theReasonIsKeptWhereTheMessageIsLong() {
        final IOException full = new IOException("No space left on device");
        final Fault fault =
                Faults.of(
                        "fetch",
                        new IOException("Failed to import " + "x".repeat(2000) + full, full));

        assertThat(fault.message())
                .startsWith("Failed to import")
                .endsWith(": No space left on device")
                .hasSizeLessThanOrEqualTo(500);
        assertThat(fault.outage()).isTrue();
    }

    @Test
    void aMessageThatNamesItsReasonStaysAsItIs() {
        final Exception cause = new IllegalStateException("why");
        assertThat(Faults.of("load", new IOException("what: why", cause)))
                .isEqualTo(new Fault("load", "what: why", false));
        assertThat(Faults.of("load", new IOException("what", cause)).message())
                .isEqualTo("what: why");
        assertThat(Faults.of("load", new NullPointerException()).message())
                .isEqualTo("NullPointerException");
    }

    @Test
    void eachKindOfFaultHasItsOwnCounter() {
        assertThat(Faults.counter(new IOException("what", new SQLException("why"))))
                .isEqualTo("Faults of the database");
        assertThat(Faults.counter(new ObjectStoreException("away", true, null)))
                .isEqualTo("Faults of the object store");
        assertThat(Faults.counter(new IOException("No space left on device")))
                .isEqualTo("Faults of the disk");
        assertThat(Faults.counter(new IllegalStateException())).isEqualTo("Other faults");
    }
}
