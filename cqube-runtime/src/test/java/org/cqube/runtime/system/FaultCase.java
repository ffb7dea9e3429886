/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.nio.charset.StandardCharsets;

/**
 * An emission with faults of one kind, and what must become of it.
 *
 * @param source folder of the data source
 * @param base base name of the CSV
 * @param name what is wrong, for people
 * @param content the CSV, to be packaged with a manifest; or a whole zip
 * @param zip whether it is a zip
 */
record FaultCase(
        String source, String base, String name, byte[] content, boolean zip, Expected expected) {

    static FaultCase csv(String source, String base, String name, String csv, Expected expected) {
        byte[] content = csv.getBytes(StandardCharsets.UTF_8);
        return new FaultCase(source, base, name, content, false, expected);
    }

    static FaultCase zip(String source, String base, String name, byte[] zip, String rule) {
        return new FaultCase(source, base, name, zip, true, Expected.refusal(rule));
    }

    /** The CSV as text. */
    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return source + "/" + base + ": " + name;
    }
}
