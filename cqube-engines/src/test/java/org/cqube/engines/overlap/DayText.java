/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

import java.util.ArrayList;
import java.util.List;

/** Days as the tables of these tests write them: {@code 1-3=1 4=2}, {@code -} for none. */
final class DayText {

    private DayText() {}

    /** Codes by day, day 1 first. */
    static short[] codes(String text) {
        short[] days = new short[DayRecord.DAYS];
        if (!text.equals("-")) {
            for (String part : text.split(" +")) {
                String[] rangeAndCode = part.split("=");
                String[] range = rangeAndCode[0].split("-");
                for (int day = Integer.parseInt(range[0]);
                        day <= Integer.parseInt(range[range.length - 1]);
                        day++) {
                    days[day - 1] = Short.parseShort(rangeAndCode[1]);
                }
            }
        }
        return days;
    }

    /** A bit for each day of a list like {@code 1-3 7}. */
    static int bits(String text) {
        int bits = 0;
        short[] days = codes(text.equals("-") ? "-" : text.replaceAll("(\\d)( |$)", "$1=1$2"));
        for (int i = 0; i < days.length; i++) {
            bits |= days[i] == 0 ? 0 : 1 << i;
        }
        return bits;
    }

    /** The list of the days whose bit is set. */
    static String list(int bits) {
        List<String> parts = new ArrayList<>();
        for (int day = 0; day < DayRecord.DAYS; day++) {
            if ((bits >>> day & 1) == 1) {
                int first = day;
                while (day + 1 < DayRecord.DAYS && (bits >>> (day + 1) & 1) == 1) {
                    day++;
                }
                parts.add(first == day ? "" + (day + 1) : (first + 1) + "-" + (day + 1));
            }
        }
        return parts.isEmpty() ? "-" : String.join(" ", parts);
    }
}
