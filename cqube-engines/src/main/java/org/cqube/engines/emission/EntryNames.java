/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses names that would leave the folder they are unpacked to, or hide one file behind another.
 */
final class EntryNames {

    private static final int MAX_LENGTH = 200;

    private EntryNames() {}

    /** The first thing that is wrong with the names of a zip's entries, for a person to mend. */
    static Optional<String> fault(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Optional<String> fault = fault(name);
            if (fault.isPresent()) {
                return fault;
            }
            if (!seen.add(name)) {
                return Optional.of("The zip holds two files with the name " + name);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(String name) {
        String shown = shown(name);
        if (name.isEmpty() || name.length() > MAX_LENGTH || !shown.equals(name)) {
            return Optional.of("The zip holds a file with an unusable name: " + shown);
        }
        if (name.contains("\\")) {
            return Optional.of(
                    shown
                            + " has a backslash in its name. Pack the files themselves, without folders");
        }
        if (name.startsWith("/") || name.contains(":")) {
            return Optional.of(
                    shown + " has an absolute path. Pack the files themselves, without folders");
        }
        if (List.of(name.split("/", -1)).contains("..")) {
            return Optional.of(shown + " points outside of the zip: nothing of it is unpacked");
        }
        if (name.contains("/")) {
            return Optional.of(
                    shown
                            + " lies in a folder of the zip. Pack the files themselves, without folders");
        }
        return Optional.empty();
    }

    /** The name as it may be printed: without control characters, not endlessly long. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH) : printable;
    }
}
