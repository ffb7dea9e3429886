/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.apache.nifi.flowfile.FlowFile;
import org.cqube.services.ledger.Fault;
import org.cqube.services.postgres.SqlStates;
import org.cqube.services.s3.ObjectStoreException;

/** Sorts the world's faults: an outage ends by itself, anything else waits for an operator. */
final class Faults {
    private static final int MAXIMUM_LENGTH = 500;

    private Faults() {}

    /** What the ledger keeps of a failure. */
    static Fault of(final String step, final Throwable thrown) {
        return new Fault(step, message(thrown), isOutage(thrown));
    }

    /** The failure as attributes of the FlowFile. */
    static Map<String, String> attributes(final Fault fault) {
        return Map.of(
                EmissionAttributes.FAILURE_STEP, fault.step(),
                EmissionAttributes.FAILURE_MESSAGE, fault.message(),
                EmissionAttributes.FAILURE_OUTAGE, Boolean.toString(fault.outage()));
    }

    /** The failure that a FlowFile carries. */
    static Fault of(final FlowFile flowFile) {
        return new Fault(
                flowFile.getAttribute(EmissionAttributes.FAILURE_STEP),
                flowFile.getAttribute(EmissionAttributes.FAILURE_MESSAGE),
                Boolean.parseBoolean(flowFile.getAttribute(EmissionAttributes.FAILURE_OUTAGE)));
    }

    /** Counter of NiFi that a fault of this kind adds to: what operators watch. */
    static String counter(final Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException) {
                return "Faults of the database";
            }
            if (at instanceof ObjectStoreException) {
                return "Faults of the object store";
            }
        }
        return isDiskFull(thrown) ? "Faults of the disk" : "Other faults";
    }

    private static boolean isOutage(final Throwable thrown) {
        return SqlStates.isOutage(thrown)
                || ObjectStoreException.isOutage(thrown)
                || isDiskFull(thrown);
    }

    private static boolean isDiskFull(final Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof IOException
                    && at.getMessage() != null
                    && at.getMessage().toLowerCase(Locale.ROOT).contains("no space left")) {
                return true;
            }
        }
        return false;
    }

    /** What was tried, then why it failed; where both are too long together, the reason is kept. */
    private static String message(final Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        final String own =
                thrown.getMessage() == null
                        ? thrown.getClass().getSimpleName()
                        : thrown.getMessage();
        final String reason = root.getMessage() == null ? "" : root.getMessage();
        if (own.contains(reason) && own.length() <= MAXIMUM_LENGTH) {
            return own;
        }
        final String why = cut(reason, MAXIMUM_LENGTH / 2);
        return cut(own, MAXIMUM_LENGTH - why.length() - 2) + ": " + why;
    }

    private static String cut(final String text, final int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
