/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The texts of mails that come with the processors, for what the catalog's folder lacks. */
final class ShippedTexts {
    static final List<String> FILES =
            List.of(
                    "refused.en.txt",
                    "refused.manifest.en.txt",
                    "refused.file.source.en.txt",
                    "rejected.en.txt",
                    "parked.en.txt",
                    "publication.en.txt",
                    "late.en.txt",
                    "replay.en.txt",
                    "replay.requested.en.txt",
                    "replay.failed.en.txt",
                    "expiring.en.txt",
                    "digest.en.txt");

    private static final Map<String, String> TEXTS =
            FILES.stream().collect(Collectors.toMap(Function.identity(), ShippedTexts::read));

    private ShippedTexts() {}

    /** Text by name of file. */
    static Map<String, String> all() {
        return TEXTS;
    }

    private static String read(final String file) {
        try (InputStream stream = ShippedTexts.class.getResourceAsStream("mail/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("The text " + file + " is not in this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
