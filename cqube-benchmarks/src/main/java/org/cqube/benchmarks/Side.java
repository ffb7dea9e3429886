/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

/** One of the two that are compared. */
interface Side {

    /** What it does, for the table. */
    String name();

    /** Brings files and tables to where a run begins; not timed. */
    default void prepare() throws Exception {}

    /** The work that is timed. */
    void run() throws Exception;

    /** The amount that the last run saw, in the unit of the comparison; not timed. */
    long seen() throws Exception;
}
