/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.nio.charset.StandardCharsets;

/**
 * Takes the white space between tokens out of PostgreSQL's JSON text; numbers and key order stay to
 * the letter.
 */
final class CompactJson {
    private CompactJson() {}

    /** The same document in UTF-8, without white space outside strings, with a line end. */
    static byte[] of(final String json) {
        final StringBuilder compact = new StringBuilder(json.length() + 1);
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            final char c = json.charAt(i);
            if (inString) {
                compact.append(c);
                if (c == '\\') {
                    compact.append(json.charAt(++i));
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c > ' ') {
                compact.append(c);
                inString = c == '"';
            }
        }
        return compact.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
