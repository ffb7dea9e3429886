/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Generated attendance: 37 columns, about 123 bytes a record, July of one academic year. The same
 * number of rows gives the same bytes. Of 200 rows two repeat another row byte for byte, and one
 * has the id of another row but other content; the partner of a row lies anywhere in the file.
 */
final class AttendanceData {

    private static final int BLOCK = 200;
    private static final int COPIES = 2;
    private static final int CONFLICT_OFFSET = BLOCK - COPIES - 1;
    private static final int PUPILS_PER_SCHOOL = 200;
    private static final int DAYS = 31;
    private static final int FIRST_SUNDAY = 5;
    private static final long FIRST_SCHOOL = 24_010_100_000L;
    private static final long FIRST_ID = 10_000_000_000L;
    private static final long SEED = 20200715L;
    // odd factors: products modulo 2^32 are all different, and in no order
    private static final long RECORD_FACTOR = 2_654_435_761L;
    private static final long STUDENT_FACTOR = 2_246_822_519L;
    private static final long LOW_32 = 0xffff_ffffL;

    private final int rows;

    /**
     * @param rows a multiple of 200
     */
    AttendanceData(int rows) {
        if (rows < BLOCK || rows % BLOCK != 0) {
            throw new IllegalArgumentException(rows + " is no multiple of " + BLOCK);
        }
        this.rows = rows;
    }

    /** Records in the file, without the header. */
    int rows() {
        return rows;
    }

    /** Rows that repeat another one byte for byte. */
    int copies() {
        return rows / BLOCK * COPIES;
    }

    /** Rows that the duplicate rules leave over: one of equal ones, none of conflicting ones. */
    int accepted() {
        return rows - copies() - rows / BLOCK * 2;
    }

    /** Schools that occur. */
    int schools() {
        return (rows + PUPILS_PER_SCHOOL - 1) / PUPILS_PER_SCHOOL;
    }

    /** The id of a school, from 0. */
    static long schoolId(int school) {
        return FIRST_SCHOOL + school;
    }

    /** Writes header and rows to a file. */
    void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(out);
        }
    }

    /** Writes header and rows. */
    void write(OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder(256);
        line.append("attendance_id|student_id|school_id|aadhaar_uid|year|month");
        for (int day = 1; day <= DAYS; day++) {
            line.append("|day_").append(day);
        }
        flush(line, out);
        for (int row = 0; row < rows; row++) {
            int offset = row % BLOCK;
            int partner = rows - BLOCK - (row - offset);
            if (offset > CONFLICT_OFFSET) {
                append(line, partner + offset - CONFLICT_OFFSET, -1);
            } else {
                append(line, row, offset == CONFLICT_OFFSET ? partner : row);
            }
            flush(line, out);
        }
    }

    /**
     * @param row whose content it is
     * @param idOf whose record id it has; -1 for its own
     */
    private static void append(StringBuilder line, int row, int idOf) {
        SplittableRandom random = new SplittableRandom(SEED + row);
        line.append(FIRST_ID + ((idOf < 0 ? row : idOf) * RECORD_FACTOR & LOW_32)).append('|');
        line.append(FIRST_ID + (row * STUDENT_FACTOR & LOW_32)).append('|');
        line.append(schoolId(row / PUPILS_PER_SCHOOL)).append('|');
        line.append(random.nextLong(100_000_000_000L, 1_000_000_000_000L)).append("|2020-21|7");
        for (int day = 1; day <= DAYS; day++) {
            line.append('|');
            if (day % 7 != FIRST_SUNDAY) {
                line.append(random.nextInt(100) < 8 ? '2' : '1');
            }
        }
    }

    private static void flush(StringBuilder line, OutputStream out) throws IOException {
        out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
        line.setLength(0);
    }
}
