/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.overlap;

/** Whether an emission corrects an earlier one, and how far it may go (contracts, 4). */
public enum Correction {
    /** An ordinary emission: the policy of the source decides. */
    NONE,
    /**
     * The manifest names the emission it corrects: what is empty is filled, nothing stored changes.
     */
    FILL,
    /**
     * As {@link #FILL} with {@code mode=replace}: its values win over stored ones; a null never
     * erases.
     */
    REPLACE;

    /** The word of the manifest's column {@code mode} that asks for {@link #REPLACE}. */
    public static final String REPLACE_MODE = "replace";

    /**
     * What a manifest line asks for.
     *
     * @param corrects the emission that is corrected, null if none
     * @param mode the manifest's {@code mode}, "" if none
     */
    public static Correction of(Long corrects, String mode) {
        if (corrects == null) {
            return NONE;
        }
        return REPLACE_MODE.equalsIgnoreCase(mode) ? REPLACE : FILL;
    }
}
