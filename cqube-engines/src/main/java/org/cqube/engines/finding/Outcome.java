/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.finding;

/** What a violated rule does to the data (rule catalogue, 3.1). */
public enum Outcome {
    /** The whole file is refused; nothing of it is loaded and the emitter is told to emit again. */
    FILE,
    /** The record is refused and reported; the rest of the file goes on. */
    ROW,
    /** Part of a record (an attendance day) is not taken; the record goes on. */
    CELL,
    /** Already stored with the same values: no fault, counted apart. */
    KNOWN,
    /** Loaded, and reported. */
    WARN
}
