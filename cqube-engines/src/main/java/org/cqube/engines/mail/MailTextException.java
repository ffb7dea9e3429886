/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

/** A text that cannot be used; the message says what to mend. */
public final class MailTextException extends Exception {
    private static final long serialVersionUID = 1L;

    MailTextException(String message) {
        super(message);
    }
}
