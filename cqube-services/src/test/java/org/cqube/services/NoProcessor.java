/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services;

import org.apache.nifi.processor.AbstractProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/** NiFi's test runner tests processors; a service under test needs one beside it. */
public final class NoProcessor extends AbstractProcessor {

    public static TestRunner runner() {
        return TestRunners.newTestRunner(NoProcessor.class);
    }

    @Override
    public void onTrigger(ProcessContext context, ProcessSession session) {
        throw new UnsupportedOperationException("never triggered");
    }
}
