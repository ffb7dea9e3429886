/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

import java.io.IOException;
import java.io.Serial;

/** NiFi's REST interface answered with an error. */
public final class NifiException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    /** HTTP status. */
    private final int status;

    NifiException(String call, int status, String answer) {
        super("NiFi answers " + status + " to " + call + ": " + answer.strip());
        this.status = status;
    }

    public int status() {
        return status;
    }
}
