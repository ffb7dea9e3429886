/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.io.IOException;
import java.io.InputStream;

/** A raw file that can be read more than once, with the same bytes each time. */
@FunctionalInterface
public interface Source {

    /** Opens the file at its beginning; the caller closes the stream. */
    InputStream open() throws IOException;
}
