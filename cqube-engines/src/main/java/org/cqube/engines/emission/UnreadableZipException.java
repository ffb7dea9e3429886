/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.util.zip.ZipException;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;

/** The bytes of an entry are the emitter's fault: damaged, or more than the limits allow. */
final class UnreadableZipException extends ZipException {

    private static final long serialVersionUID = 1L;

    UnreadableZipException(String message) {
        super(message);
    }

    /** The same as a refusal. */
    Refusal refusal(long recordsIn) {
        return new Refusal(Rule.FILE_ARCHIVE, getMessage()).withRecordsIn(recordsIn);
    }
}
