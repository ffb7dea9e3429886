/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.engines.mail.MailHtml;
import org.cqube.services.NoProcessor;
import org.cqube.services.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardMailServerTest {
    private static final Mail MAIL =
            new Mail(
                    "cqube.5.books",
                    List.of("one@example.org", "two@example.org"),
                    "विद्यालय",
                    "नमस्ते\nline 2\n");

    private final GreenMail catcher =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final StandardMailServer server = new StandardMailServer();
    private final TestRunner runner = NoProcessor.runner();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void start() {
        catcher.start();
    }

    @AfterEach
    void stop() {
        catcher.stop();
    }

    private void enable(Map<String, String> more) throws InitializationException {
        Map<String, String> properties = settings;
        properties.put("Host", "127.0.0.1");
        properties.put("Port", Integer.toString(catcher.getSmtp().getPort()));
        properties.put("Transport Security", "none");
        properties.put("Sender", "cqube@example.org");
        properties.putAll(more);
        runner.addControllerService("mail", server, properties);
        runner.enableControllerService(server);
    }

    private Map<String, Outcome> verified() {
        return Verification.outcomes(Verification.verify(server, settings, Map.of()));
    }

    @Test
    void aMailArrivesOnceForEachRecipient() throws Exception {
        enable(Map.of());

        assertThat(server.send(MAIL)).isEmpty();

        assertThat(catcher.getReceivedMessages()).hasSize(2);
        MimeMessage message = catcher.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("विद्यालय");
        assertThat(message.getContentType()).startsWith("multipart/alternative;");
        Multipart parts = (Multipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent())
                .asString()
                .isEqualToNormalizingNewlines(MAIL.body());
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent())
                .asString()
                .isEqualToNormalizingNewlines(MailHtml.of(MAIL.body()));
        assertThat(message.getFrom()[0]).hasToString("cqube@example.org");
        assertThat(message.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("one@example.org", "two@example.org");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Message-ID")).containsExactly("<cqube.5.books@example.org>");
        assertThat(message.getSentDate()).isNotNull();
    }

    @Test
    void whatIsSentAgainHasTheSameId() throws Exception {
        enable(Map.of());

        server.send(MAIL);
        server.send(MAIL);

        assertThat(catcher.getReceivedMessages())
                .extracting(MimeMessage::getMessageID)
                .hasSize(4)
                .containsOnly("<cqube.5.books@example.org>");
    }

    @Test
    void aSubjectCannotBringAnotherHeader() throws Exception {
        enable(Map.of());

        server.send(
                new Mail(
                        "id",
                        List.of("one@example.org"),
                        "a\r\nBcc: all@example.org\r\n\r\nx",
                        "b"));

        MimeMessage message = catcher.getReceivedMessages()[0];
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(((Multipart) message.getContent()).getBodyPart(0).getContent()).isEqualTo("b");
    }

    @Test
    void aServerThatIsAwayMayComeBack() throws Exception {
        enable(Map.of());
        catcher.stop();

        MailException thrown = catchThrowableOfType(MailException.class, () -> server.send(MAIL));

        assertThat(thrown.isPermanent()).isFalse();
        assertThat(thrown)
                .hasMessageStartingWith("smtp://127.0.0.1:")
                .hasMessageContaining("refused");
    }

    @Test
    void aServerWithoutTlsGetsNothingWhereTlsIsAskedFor() throws Exception {
        enable(Map.of("Transport Security", "starttls"));

        assertThatThrownBy(() -> server.send(MAIL))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("STARTTLS");
        assertThat(catcher.getReceivedMessages()).isEmpty();
    }

    @Test
    void aRecipientThatDoesNotExistKeepsTheMailFromNobodyElse() throws Exception {
        try (ScriptedSmtp scripted = new ScriptedSmtp(Map.of("two@", "550 no such user"))) {
            enable(Map.of("Port", Integer.toString(scripted.port())));

            assertThat(server.send(MAIL)).containsExactly("two@example.org");
        }
    }

    @ParameterizedTest
    @CsvSource({"550 no such user, true", "451 come again later, false"})
    void aRefusalForGoodIsToldFromOneForNow(String answer, boolean permanent)
            throws IOException, InitializationException {
        try (ScriptedSmtp scripted = new ScriptedSmtp(Map.of("one@", answer, "two@", answer))) {
            enable(Map.of("Port", Integer.toString(scripted.port())));

            MailException thrown =
                    catchThrowableOfType(MailException.class, () -> server.send(MAIL));

            assertThat(thrown.isPermanent()).isEqualTo(permanent);
            assertThat(thrown).hasMessageContaining(answer.substring(4));
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedForGood() throws Exception {
        enable(Map.of());

        MailException thrown =
                catchThrowableOfType(
                        MailException.class,
                        () -> server.send(new Mail("id", List.of("a b@c d"), "s", "b")));

        assertThat(thrown.isPermanent()).isTrue();
    }

    @Test
    void aWrongPasswordIsNamedAndNotShown() throws Exception {
        catcher.setUser("cqube@example.org", "cqube", "right");
        enable(Map.of("User", "cqube", "Password", "topsecret"));

        assertThatThrownBy(() -> server.send(MAIL))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("535")
                .message()
                .doesNotContain("topsecret");
        assertThat(verified()).containsExactly(Map.entry("Mail server answers", Outcome.FAILED));
    }

    @Test
    void theRightPasswordIsAccepted() throws Exception {
        catcher.setUser("cqube@example.org", "cqube", "right");
        enable(Map.of("User", "cqube", "Password", "right"));

        assertThat(server.send(MAIL)).isEmpty();
        assertThat(verified())
                .containsExactly(Map.entry("Mail server answers", Outcome.SUCCESSFUL));
        assertThat(catcher.getReceivedMessages()).hasSize(2);
    }

    @Test
    void withoutAHostItIsOff() throws Exception {
        enable(Map.of("Host", "", "Sender", ""));

        assertThat(server.isOn()).isFalse();
        assertThatThrownBy(() -> server.send(MAIL)).isInstanceOf(IllegalStateException.class);
        assertThat(verified())
                .containsExactly(Map.entry("Mail server answers", Outcome.SUCCESSFUL));
    }

    @ParameterizedTest
    @CsvSource({
        "Sender, '', false",
        "Sender, not an address, false",
        "Sender, cqube@localhost, true",
        "Port, 0, false",
        "Port, 2525, true",
        "Transport Security, ssl, false",
        "Timeout, 1 hour, false"
    })
    void settingsAreChecked(String property, String value, boolean valid)
            throws InitializationException {
        Map<String, String> properties =
                new HashMap<>(Map.of("Host", "localhost", "Sender", "cqube@example.org"));
        properties.put(property, value);
        runner.addControllerService("mail", server, properties);

        if (valid) {
            runner.assertValid(server);
        } else {
            runner.assertNotValid(server);
        }
    }
}
