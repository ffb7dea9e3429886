/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.csv;

import java.io.IOException;

/** A quoted field reaches the end of the file: a quote was opened and never closed. */
public final class UnclosedQuoteException extends IOException {

    private static final long serialVersionUID = 1;

    private final long line;

    UnclosedQuoteException(long line) {
        super("the quote opened on line " + line + " is never closed");
        this.line = line;
    }

    /** Line on which the quote was opened, counted from 1. */
    public long line() {
        return line;
    }
}
