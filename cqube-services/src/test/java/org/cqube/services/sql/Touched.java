/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.time.LocalDate;

/** A key that a commit changed. */
record Touched(String source, String kind, String value) {

    static Touched day(long school, LocalDate day) {
        return new Touched("student_attendance", "day", school + "|" + day);
    }

    static Touched month(long school, LocalDate monthStart) {
        return new Touched("student_attendance", "month", school + "|" + monthStart);
    }

    static Touched record(String source, Object key) {
        return new Touched(source, "key", key.toString());
    }
}
