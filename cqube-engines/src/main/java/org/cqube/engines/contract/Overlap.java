/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.Locale;

/**
 * How records meet what is stored.
 *
 * @param policy what happens to a value that meets a stored one
 * @param scope whose days close together; without meaning for whole records
 */
public record Overlap(Policy policy, Scope scope) {

    /** What happens to a value that meets a stored one. */
    public enum Policy {
        /** Days: only those after the scope's last processed day are taken. */
        AFTER_LAST_DAY,
        /** Days: those that no record of the scope has a value for are taken. */
        OPEN_DAYS,
        /** Days: every cell without a stored value is taken. */
        OPEN_CELLS,
        /** Records: the newer replaces the stored one. */
        UPDATE,
        /** Records: other values under a stored key are refused. */
        REJECT;

        /** As contracts, parameters and the ledger write it: {@code after-last-day}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * @throws IllegalArgumentException if no policy is called so
         */
        public static Policy of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whose days close together. */
    public enum Scope {
        SCHOOL,
        STATE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @throws IllegalArgumentException if no scope is called so
         */
        public static Scope of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
