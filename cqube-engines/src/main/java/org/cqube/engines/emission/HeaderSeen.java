/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;

/**
 * How much the first line of a file looks like its header: the usual reason for a count that is too
 * low by one is that there is none. The line itself is not told: it may be a pupil's record.
 */
final class HeaderSeen {

    private HeaderSeen() {}

    /** How many columns of the contract the first line of the file names. */
    static long columns(byte[] head, FileContract file) {
        Set<String> known =
                file.fields().stream()
                        .flatMap(field -> field.headers().stream())
                        .map(HeaderSeen::key)
                        .collect(Collectors.toSet());
        try (CsvReader reader =
                new CsvReader(new ByteArrayInputStream(head), file.delimiter(), file.quote())) {
            boolean there = reader.next();
            while (there && reader.blank()) {
                there = reader.next();
            }
            long columns = 0;
            for (int i = 0; there && i < reader.fields(); i++) {
                columns += known.contains(key(reader.text(i))) ? 1 : 0;
            }
            return columns;
        } catch (UnclosedQuoteException e) {
            return 0;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }
}
