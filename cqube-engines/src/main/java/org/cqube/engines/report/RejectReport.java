/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.cqube.engines.finding.Violation;

/** The findings of a file over all stages. */
public final class RejectReport {

    private RejectReport() {}

    /**
     * Merges the findings of a later stage into those of the earlier ones. Both are ordered: by
     * line, summaries (line 0) last; so is the result, and on one line the earlier stage comes
     * first.
     *
     * @param existing a report, closed in the end
     * @param additional another one, closed in the end
     * @param out gets the merged report; not closed
     * @return number of findings
     * @throws IOException if a stream fails, is no report, or is out of order
     */
    public static long merge(InputStream existing, InputStream additional, OutputStream out)
            throws IOException {
        // the writer is not closed: the stream belongs to the caller
        @SuppressWarnings("resource")
        FindingsWriter writer = new FindingsWriter(out);
        long count = 0;
        try (Side first = new Side(existing);
                Side second = new Side(additional)) {
            while (first.current.isPresent() || second.current.isPresent()) {
                Side side =
                        first.place <= second.place && first.current.isPresent() ? first : second;
                writer.write(side.current.get());
                side.advance();
                count++;
            }
        }
        writer.flush();
        return count;
    }

    private static final class Side implements AutoCloseable {
        private final FindingsReader reader;
        private Optional<Violation> current = Optional.empty();
        private long place;

        Side(InputStream in) throws IOException {
            reader = new FindingsReader(in);
            advance();
        }

        void advance() throws IOException {
            long before = place;
            current = reader.next();
            place = current.map(Side::place).orElse(Long.MAX_VALUE);
            if (place < before) {
                throw new IOException(
                        "a report is not ordered by line: line " + place + " comes late");
            }
        }

        private static long place(Violation violation) {
            return violation.line() == 0 ? Long.MAX_VALUE : violation.line();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
