/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.io.Serial;

/** No contract can be proposed for a file; the message says what its owner can do. */
public final class NotInferableException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    NotInferableException(String message) {
        super(message);
    }
}
