/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.cqube.engines.contract.FieldType;
import org.cqube.engines.validation.ValueProbe;

/** What the values of one column have in common; constant memory. */
final class ColumnProfile {

    /** More different values than this are no code list. */
    static final int MAX_CODES = 12;

    private static final int MAX_CODE_BYTES = 40;

    /** Digits that a long holds whatever they are. */
    private static final int SAFE_DIGITS = 18;

    private static final Set<FieldType> TYPES = EnumSet.complementOf(EnumSet.of(FieldType.STRING));

    private final List<ValueProbe> alive = new ArrayList<>();
    private final long[] words = new long[NullWords.WORDS.size()];
    private final TreeSet<String> codes = new TreeSet<>();
    private boolean manyCodes;
    private long values;
    private long empty;
    private int longest;
    private boolean leadingZero;
    private boolean zero;
    private boolean big;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private BigDecimal low;
    private BigDecimal high;

    /** Bits of the values of one byte that were added to the codes already. */
    private final boolean[] singles = new boolean[128];

    ColumnProfile() {
        TYPES.forEach(type -> alive.add(new ValueProbe(type)));
    }

    /** Adds a trimmed value. */
    void add(byte[] bytes, int from, int to) {
        if (from == to) {
            empty++;
            return;
        }
        int word = NullWords.indexOf(bytes, from, to);
        if (word >= 0) {
            words[word]++;
            return;
        }
        values++;
        if (to - from == 1 && bytes[from] > 0 && singles[bytes[from]]) {
            // seen: it has nothing new to say, for all that is asked is whether some value has it
            return;
        }
        for (int i = alive.size() - 1; i >= 0; i--) {
            if (!alive.get(i).fits(bytes, from, to)) {
                alive.remove(i);
            }
        }
        longest = Math.max(longest, characters(bytes, from, to));
        addCode(bytes, from, to);
        if (is(FieldType.NUMBER)) {
            addNumber(bytes, from, to);
        }
        if (to - from == 1 && bytes[from] > 0) {
            singles[bytes[from]] = true;
        }
    }

    private void addCode(byte[] bytes, int from, int to) {
        if (manyCodes) {
            return;
        }
        if (to - from > MAX_CODE_BYTES) {
            manyCodes = true;
        } else {
            codes.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            manyCodes = codes.size() > MAX_CODES;
        }
        if (manyCodes) {
            codes.clear();
        }
    }

    private void addNumber(byte[] bytes, int from, int to) {
        boolean signed = bytes[from] == '-' || bytes[from] == '+';
        int first = signed ? from + 1 : from;
        leadingZero |= to - first > 1 && bytes[first] == '0' && bytes[first + 1] != '.';
        if (is(FieldType.INTEGER) && to - first <= SAFE_DIGITS) {
            long value = 0;
            for (int i = first; i < to; i++) {
                value = value * 10 + bytes[i] - '0';
            }
            value = bytes[from] == '-' ? -value : value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            zero |= value == 0;
            return;
        }
        big |= is(FieldType.INTEGER);
        BigDecimal value =
                new BigDecimal(new String(bytes, first, to - first, StandardCharsets.US_ASCII));
        value = bytes[from] == '-' ? value.negate() : value;
        low = low == null ? value : low.min(value);
        high = high == null ? value : high.max(value);
        zero |= value.signum() == 0;
    }

    private static int characters(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += (bytes[i] & 0xC0) != 0x80 ? 1 : 0;
        }
        return count;
    }

    private boolean is(FieldType type) {
        for (ValueProbe probe : alive) {
            if (probe.type() == type) {
                return true;
            }
        }
        return false;
    }

    /** Values that are neither empty nor a null word. */
    long values() {
        return values;
    }

    /** How often a null word stands in the column. */
    long words(int word) {
        return words[word];
    }

    /** The narrowest type that every value fits, null words apart. */
    FieldType type() {
        if (values == 0) {
            return FieldType.STRING;
        }
        if (is(FieldType.INTEGER)) {
            // what begins with 0 is a code: as a number it would lose digits
            return leadingZero ? FieldType.STRING : FieldType.INTEGER;
        }
        for (FieldType type :
                List.of(
                        FieldType.NUMBER,
                        FieldType.DATE,
                        FieldType.TIME,
                        FieldType.DATETIME,
                        FieldType.ACADEMIC_YEAR)) {
            if (is(type)) {
                return type;
            }
        }
        if (is(FieldType.BOOLEAN) && (hasCode("true", "false") || hasCode("t") && hasCode("f"))) {
            return FieldType.BOOLEAN;
        }
        boolean fitsLong = longest <= SAFE_DIGITS;
        return fitsLong && is(FieldType.FLAG_OR_COUNT) && hasCode("true", "false")
                ? FieldType.FLAG_OR_COUNT
                : FieldType.STRING;
    }

    /** Many different counts beside a boolean word leave no list to look into: they count too. */
    private boolean hasCode(String... wanted) {
        return manyCodes
                || codes.stream()
                        .map(code -> code.toLowerCase(Locale.ROOT))
                        .anyMatch(code -> List.of(wanted).contains(code));
    }

    /**
     * Whether every record has a value.
     *
     * @param nulls the null words of the file
     */
    boolean alwaysFilled(Set<Integer> nulls) {
        return values + others(nulls) > 0
                && empty == 0
                && nulls.stream().allMatch(word -> words[word] == 0);
    }

    /** Null words that are values here, as the file does not use them for null. */
    long others(Set<Integer> nulls) {
        long count = 0;
        for (int word = 0; word < words.length; word++) {
            count += nulls.contains(word) ? 0 : words[word];
        }
        return count;
    }

    /** Characters of the longest value, null words of any kind included. */
    int longest() {
        int most = longest;
        for (int word = 0; word < words.length; word++) {
            most = words[word] > 0 ? Math.max(most, NullWords.WORDS.get(word).length()) : most;
        }
        return most;
    }

    /** The different values if they are few; empty if they are many, or there is none. */
    Set<String> codes() {
        return manyCodes ? Set.of() : Set.copyOf(codes);
    }

    /** Whether some whole number does not fit 18 digits. */
    boolean big() {
        return big;
    }

    boolean hasZero() {
        return zero;
    }

    /** Whether all numbers lie within bounds that belong to the range. */
    boolean within(long minimum, long maximum) {
        return (least == Long.MAX_VALUE || least >= minimum && greatest <= maximum)
                && (low == null
                        || low.compareTo(BigDecimal.valueOf(minimum)) >= 0
                                && high.compareTo(BigDecimal.valueOf(maximum)) <= 0);
    }
}
