/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

/** A mail that was not sent; the message is for an operator and holds no secret. */
public final class MailException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    /**
     * @param permanent whether the same mail will be refused again, however often it is tried
     */
    MailException(String message, boolean permanent, Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether there is no point in another try. */
    public boolean isPermanent() {
        return permanent;
    }
}
