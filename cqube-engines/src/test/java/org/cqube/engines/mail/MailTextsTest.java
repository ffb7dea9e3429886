/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTextsTest {
    private static final Map<String, String> SHIPPED =
            Map.of("refused.en.txt", text("shipped"), "late.en.txt", text("shipped late"));

    private static String text(String subject) {
        return "Subject: " + subject + "\n\nbody\n";
    }

    private final MailTexts texts =
            MailTexts.of(
                    Map.of(
                            "refused.en.txt", text("refused"),
                            "refused.hi.txt", text("अस्वीकृत"),
                            "refused.manifest.en.txt", text("manifest"),
                            "refused.manifest.size.en.txt", text("size"),
                            "refused.manifest.size.hi.txt", text("आकार")),
                    SHIPPED);

    @ParameterizedTest
    @CsvSource({
        "REFUSED, manifest.size, en, size",
        "REFUSED, manifest.count, en, manifest",
        "REFUSED, file.empty, en, refused",
        "REFUSED, '', en, refused",
        "REFUSED, manifest.size, hi, आकार",
        "REFUSED, manifest.count, hi, अस्वीकृत",
        "REFUSED, manifest.count, ta, manifest",
        "LATE, '', hi, shipped late"
    })
    void theMostSpecificTextOfTheLanguageIsTaken(
            MailKind kind, String rule, String language, String subject) {
        assertThat(texts.text(kind, rule, language).subject()).isEqualTo(subject);
        assertThat(texts.faults()).isEmpty();
    }

    @Test
    void aBrokenTextIsNamedAndReplacedByTheShippedOne() {
        MailTexts broken =
                MailTexts.of(
                        Map.of(
                                "refused.en.txt", "no subject",
                                "refusal.en.txt", text("x"),
                                "late.en.txt", text("${rule}")),
                        SHIPPED);

        assertThat(broken.text(MailKind.REFUSED, "file.empty", "en").subject())
                .isEqualTo("shipped");
        assertThat(broken.text(MailKind.LATE, "", "en").subject()).isEqualTo("shipped late");
        assertThat(broken.faults())
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).startsWith("late.en.txt: there is no value"))
                .anySatisfy(fault -> assertThat(fault).startsWith("refusal.en.txt: its name"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("refused.en.txt: the first line"));
    }

    @Test
    void withoutAnyTextThereIsNoMail() {
        assertThatThrownBy(() -> texts.text(MailKind.PARKED, "", "en"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no text for mails of the kind parked");
    }
}
