/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All texts of a state, by name of file: {@code <kind>.<language>.txt}, or, for mails about a rule,
 * {@code <kind>.<rule>.<language>.txt} and {@code <kind>.<first word of the rule>.<language>.txt}.
 * The most specific one is taken; a text that the state's language lacks is taken from English.
 */
public final class MailTexts {
    /** The language in which every text is shipped. */
    public static final String ENGLISH = "en";

    private final Map<String, MailText> texts;
    private final List<String> faults;

    private MailTexts(Map<String, MailText> texts, List<String> faults) {
        this.texts = Map.copyOf(texts);
        this.faults = List.copyOf(faults);
    }

    /**
     * Reads all texts; a broken one is left out, so that a mail is sent in the words of a less
     * specific text, or of the shipped one.
     *
     * @param files text by name of file
     * @param shipped texts that are used where the others lack one, or have it broken
     */
    public static MailTexts of(Map<String, String> files, Map<String, String> shipped) {
        Map<String, MailText> texts = new HashMap<>();
        read(shipped, texts, new ArrayList<>());
        List<String> faults = new ArrayList<>();
        read(files, texts, faults);
        return new MailTexts(texts, faults);
    }

    private static void read(
            Map<String, String> files, Map<String, MailText> texts, List<String> faults) {
        new TreeMap<>(files)
                .forEach(
                        (file, text) -> {
                            String word = file.substring(0, Math.max(file.indexOf('.'), 0));
                            try {
                                texts.put(file, MailText.parse(text, kind(word)));
                            } catch (MailTextException e) {
                                faults.add(file + ": " + e.getMessage());
                            }
                        });
    }

    private static MailKind kind(String word) throws MailTextException {
        return Arrays.stream(MailKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new MailTextException(
                                        "its name does not begin with one of "
                                                + Arrays.stream(MailKind.values())
                                                        .map(MailKind::word)
                                                        .toList()));
    }

    /** What is wrong with the files, by name of file. */
    public List<String> faults() {
        return faults;
    }

    /**
     * The text for a mail.
     *
     * @param rule that it is about, such as {@code manifest.size}; empty if about none
     * @param language two or more letters, as in the names of the files
     * @throws IllegalStateException if neither files nor shipped texts have this kind in English
     */
    public MailText text(MailKind kind, String rule, String language) {
        for (String wanted : List.of(language, ENGLISH)) {
            for (String name : names(kind, rule)) {
                MailText text = texts.get(name + "." + wanted + ".txt");
                if (text != null) {
                    return text;
                }
            }
        }
        throw new IllegalStateException("no text for mails of the kind " + kind.word());
    }

    private static List<String> names(MailKind kind, String rule) {
        List<String> names = new ArrayList<>();
        if (!rule.isEmpty()) {
            names.add(kind.word() + "." + rule);
            names.add(kind.word() + "." + rule.split("\\.", 2)[0]);
        }
        names.add(kind.word());
        return names;
    }
}
