/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that the page of a data source lists for each of its files. */
record RulesOfPages(Path folder) {

    private static final Pattern SECTION =
            Pattern.compile("(?s)### Rules of (\\w+)\n(.*?)(?=\n###? |\\z)");
    private static final Pattern RULE = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|");

    /** Rules by base name of the file. */
    Map<String, Set<String>> of(String source) {
        try {
            Map<String, Set<String>> rules = new TreeMap<>();
            Matcher sections = SECTION.matcher(Files.readString(folder.resolve(source + ".md")));
            while (sections.find()) {
                Set<String> listed = new TreeSet<>();
                RULE.matcher(sections.group(2)).results().map(r -> r.group(1)).forEach(listed::add);
                rules.put(sections.group(1), listed);
            }
            return rules;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
