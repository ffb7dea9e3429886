/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import java.nio.file.Path;

/**
 * One file to emit.
 *
 * @param prefix folder of the emission bucket: a source's name, or one of its other prefixes
 * @param file CSV, or zip
 * @param base base name of the CSV; null to take it from the file's name
 * @param corrects the emission that this one corrects; null if none
 * @param replace whether it wins over stored values; only with {@code corrects}
 * @param asIs put the file into the bucket as it is, under its own name
 */
public record EmitRequest(
        String prefix, Path file, String base, Long corrects, boolean replace, boolean asIs) {

    /** A file with everything taken from its name. */
    public static EmitRequest of(String prefix, Path file) {
        return new EmitRequest(prefix, file, null, null, false, false);
    }

    String fileName() {
        return file.getFileName().toString();
    }
}
