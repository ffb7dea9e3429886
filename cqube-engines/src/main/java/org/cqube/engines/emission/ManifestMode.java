/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

/** How much of a manifest an installation asks for: parameter {@code cqube.manifest.required}. */
public enum ManifestMode {
    /** The specification: a manifest with file name, size, records and time of emission. */
    STRICT,
    /** A manifest, of which is compared what is there: for emitters that know no file size. */
    LENIENT,
    /** No manifest needed, none compared; only a correction that it asks for is still seen. */
    OFF
}
