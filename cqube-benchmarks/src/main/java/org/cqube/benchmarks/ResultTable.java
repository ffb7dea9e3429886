/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/** Prints results as a Markdown table, a line as soon as it is measured. */
final class ResultTable {

    private final PrintStream out;

    ResultTable(PrintStream out) {
        this.out = out;
    }

    void header() {
        out.println(
                "| ours | rows | s median (min..max) | peer | s median (min..max) | time ratio ours/peer (min..max of rounds) |");
        out.println("|---|---|---|---|---|---|");
    }

    void row(Comparison comparison, int rows, Timing timing) {
        out.printf(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |%n",
                comparison.ours().name(),
                rows,
                Spread.of(timing.ours()),
                comparison.peer().name(),
                Spread.of(timing.peer()),
                timing.ratio());
        out.flush();
    }
}
