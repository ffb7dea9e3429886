/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

/**
 * A request to the object store failed. The message names bucket, key, what happened and what to
 * do; it holds no secret.
 */
public class ObjectStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean outage;

    public ObjectStoreException(String message, boolean outage, Throwable cause) {
        super(message, cause);
        this.outage = outage;
    }

    /**
     * True if the store was away or overloaded (refused connection, time-out, 5xx, throttling), so
     * that the same request may succeed later with nothing changed; false if somebody has to act
     * first (credentials, a bucket that is missing, a right that is not granted).
     */
    public boolean outage() {
        return outage;
    }

    /** True if the throwable, or any of its causes, is an outage of the object store. */
    public static boolean isOutage(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ObjectStoreException exception) {
                return exception.outage();
            }
        }
        return false;
    }
}
