/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.cqube.engines.csv.CsvReader;
import org.cqube.engines.csv.UnclosedQuoteException;
import org.cqube.engines.validation.Source;
import org.cqube.engines.validation.ValueProbe;

/**
 * How a file is written, and its header.
 *
 * @param delimiter the byte between fields
 * @param header the headers as emitted, without quotes and outer white space
 */
record Dialect(byte delimiter, List<String> header) {

    static final byte QUOTE = '"';

    /** Beginning of the file by which delimiters are compared: 256 KiB. */
    private static final int SAMPLE = 256 << 10;

    /** In this order where several fit equally well: pipe is what the field emits. */
    private static final byte[] DELIMITERS = {'|', ',', ';', '\t'};

    Dialect {
        header = List.copyOf(header);
    }

    /** The delimiter that splits the first records most often into as many fields as the header. */
    static Dialect of(Source raw) throws IOException, NotInferableException {
        byte[] sample;
        try (InputStream in = raw.open()) {
            sample = in.readNBytes(SAMPLE);
        }
        Dialect best = null;
        long bestScore = -1;
        for (byte delimiter : DELIMITERS) {
            Trial trial = new Trial(delimiter);
            trial.read(sample);
            if (!trial.header.isEmpty() && trial.score() > bestScore) {
                best = new Dialect(delimiter, trial.header);
                bestScore = trial.score();
            }
        }
        if (best == null) {
            throw new NotInferableException(
                    "the file has no header line that can be read as UTF-8");
        }
        return best;
    }

    /** How the sample looks with one delimiter. */
    private static final class Trial {
        private final byte delimiter;
        private final List<String> header = new ArrayList<>();
        private long fitting;
        private long others;

        Trial(byte delimiter) {
            this.delimiter = delimiter;
        }

        void read(byte[] sample) throws IOException {
            try (CsvReader reader =
                    new CsvReader(new ByteArrayInputStream(sample), delimiter, QUOTE)) {
                boolean any = reader.next();
                while (any && reader.blank()) {
                    any = reader.next();
                }
                if (!any
                        || reader.tooLong()
                        || !ValueProbe.isClean(
                                        reader.buffer(), reader.contentStart(), reader.contentEnd())
                                && delimiter != '\t') {
                    return;
                }
                for (int i = 0; i < reader.fields(); i++) {
                    header.add(reader.text(i).strip());
                }
                while (reader.next()) {
                    boolean fits = reader.fields() == header.size() && !reader.malformed();
                    fitting += fits ? 1 : 0;
                    others += fits || reader.blank() ? 0 : 1;
                }
            } catch (UnclosedQuoteException cutOff) {
                // the sample ends within quotes, or the quotes make no sense with this delimiter:
                // what was read until there counts
                others++;
            }
        }

        /** One column never wins over several; then the share of records that fit decides. */
        long score() {
            if (header.size() == 1) {
                return 0;
            }
            return 1 + 1_000_000 * fitting / Math.max(1, fitting + others) + header.size();
        }
    }
}
