/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

/**
 * The FlowFile's ticket is not the emission's any more: another FlowFile acts for it, or it has
 * ended.
 */
public final class SupersededException extends Exception {
    private static final long serialVersionUID = 1L;

    public SupersededException(final String message) {
        super(message);
    }
}
