/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.Serial;

/** What a command tells its user when it cannot do what was asked; exit code 1. */
public final class CqubeException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public CqubeException(String message) {
        super(message);
    }

    public CqubeException(String message, Throwable cause) {
        super(message, cause);
    }
}
