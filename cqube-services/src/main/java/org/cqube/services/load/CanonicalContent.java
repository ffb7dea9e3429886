/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.io.IOException;
import java.io.InputStream;

/** A FlowFile's canonical CSV, which can be read more than once. */
@FunctionalInterface
public interface CanonicalContent {
    /** Opens it at its beginning; the caller closes. */
    InputStream open() throws IOException;
}
