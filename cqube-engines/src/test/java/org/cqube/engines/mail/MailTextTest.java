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
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {

    private static MailText text(String text) throws MailTextException {
        return MailText.parse(text, MailKind.REFUSED);
    }

    @Test
    void subjectAndBodyAreFilled() throws MailTextException {
        MailText text =
                text(
                        """
                        # a note
                        # another one
                        Subject: ${file} was refused

                        Rule ${rule}, of ${file}.
                        # no note down here
                        """);

        MailText.Filled filled = text.fill(Map.of("file", "a.csv", "rule", "manifest.size"));

        assertThat(filled.subject()).isEqualTo("a.csv was refused");
        assertThat(filled.body()).isEqualTo("Rule manifest.size, of a.csv.\n# no note down here\n");
    }

    @Test
    void valuesAreInsertedAsTheyAre() throws MailTextException {
        MailText text = text("Subject: x\n\n${message} ${found}\n");

        assertThat(
                        text.fill(Map.of("message", "${found} $1 \\ #{p} <b>", "found", "${rule}"))
                                .body())
                .isEqualTo("${found} $1 \\ #{p} <b> ${rule}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: all@example.org",
                "a\nBcc: all@example.org",
                "a\rBcc: all@example.org",
                "a\u2028Bcc: all@example.org",
                "a\u0085\u0000Bcc: all@example.org"
            })
    void nothingInASubjectBeginsAnotherHeader(String file) throws MailTextException {
        assertThat(text("Subject: ${file}\n\nx\n").fill(Map.of("file", file)).subject())
                .isEqualTo("a Bcc: all@example.org");
    }

    @Test
    void aLongSubjectIsCut() throws MailTextException {
        assertThat(text("Subject: ${file}\n\nx\n").fill(Map.of("file", "x".repeat(999))).subject())
                .hasSize(200)
                .endsWith("x…");
    }

    @Test
    void controlCharactersOfABodyBecomeSpaces() throws MailTextException {
        assertThat(
                        text("Subject: x\n\n${message}\n")
                                .fill(Map.of("message", "a\u001b[31mb\r\n\tc\u0000"))
                                .body())
                .isEqualTo("a [31mb \n\tc \n");
    }

    @Test
    void whatIsMissingIsADash() throws MailTextException {
        assertThat(
                        text("Subject: x\n\n${expected}, ${found}\n")
                                .fill(Map.of("expected", " "))
                                .body())
                .isEqualTo("-, -\n");
    }

    @Test
    void windowsLineEndsAndByteOrderMarkDoNoHarm() throws MailTextException {
        assertThat(text("\uFEFFSubject: x\r\n\r\na\r\nb\r\n").body()).isEqualTo("a\nb\n");
    }

    @Test
    void namesWithoutValueAreRefused() {
        assertThatThrownBy(() -> text("Subject: ${loaded}\n\n${rules} ${rule}\n"))
                .isInstanceOf(MailTextException.class)
                .hasMessageStartingWith("there is no value for [loaded, rules]; there is one for [")
                .hasMessageContaining("rule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a note",
                "Body without subject\n\nx\n",
                "Subject: x",
                "Subject: x\n",
                "Subject: x\n\n \n",
                "Subject: x\nno blank line\n"
            })
    void aTextNeedsSubjectAndBody(String text) {
        assertThatThrownBy(() -> text(text)).isInstanceOf(MailTextException.class);
    }
}
