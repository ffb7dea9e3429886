/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

/**
 * Where a generation lies: {@code <source>/<YYYY>/<YYYY-MM>/<YYYY-MM-DD>_<source>/<generation>/}
 * (metrics-and-outputs.md, 3.2).
 */
final class GenerationKey {
    private static final int FOLDERS = 5;

    private GenerationKey() {}

    /** The generation's folder with its last slash; the key itself if it lies in none. */
    static String folder(final String key) {
        int end = 0;
        for (int i = 0; i < FOLDERS; i++) {
            end = key.indexOf('/', end) + 1;
            if (end == 0) {
                return key;
            }
        }
        return key.substring(0, end);
    }

    /** The generation's id; empty if the key lies in none, as {@code latest.json}. */
    static String generation(final String key) {
        final String folder = folder(key);
        return folder.endsWith("/")
                ? folder.substring(
                        folder.lastIndexOf('/', folder.length() - 2) + 1, folder.length() - 1)
                : "";
    }
}
