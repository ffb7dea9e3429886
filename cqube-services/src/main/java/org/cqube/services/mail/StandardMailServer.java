/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.PropertyValue;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"cqube", "mail", "smtp", "email", "notification"})
@CapabilityDescription(
        "Sends mail over SMTP. Without a host it is switched off: nothing is sent, and nothing waits.")
public class StandardMailServer extends AbstractControllerService
        implements MailServer, VerifiableControllerService {

    // nothing is 'required' but what has a default: a state without mail leaves all of it empty
    static final PropertyDescriptor HOST =
            new PropertyDescriptor.Builder()
                    .name("Host")
                    .description("Host of the mail server. Empty: no mail is sent.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validator.VALID)
                    .build();
    static final PropertyDescriptor PORT =
            new PropertyDescriptor.Builder()
                    .name("Port")
                    .description("Port of the mail server: 587 with starttls, 465 with tls.")
                    .required(true)
                    .defaultValue("587")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.createLongValidator(1, 65_535, true))
                    .build();
    static final PropertyDescriptor SECURITY =
            new PropertyDescriptor.Builder()
                    .name("Transport Security")
                    .description("How the connection is protected.")
                    .required(true)
                    .allowableValues(TransportSecurity.class)
                    .defaultValue(TransportSecurity.STARTTLS)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();
    static final PropertyDescriptor USER =
            new PropertyDescriptor.Builder()
                    .name("User")
                    .description("User at the mail server. Empty: it asks nobody.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validator.VALID)
                    .build();
    static final PropertyDescriptor PASSWORD =
            new PropertyDescriptor.Builder()
                    .name("Password")
                    .description("Password of the user.")
                    .sensitive(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validator.VALID)
                    .build();
    static final PropertyDescriptor SENDER =
            new PropertyDescriptor.Builder()
                    .name("Sender")
                    .description("Address that mails come from.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validator.VALID)
                    .build();
    static final PropertyDescriptor TIMEOUT =
            new PropertyDescriptor.Builder()
                    .name("Timeout")
                    .description("How long the server may be silent before a try has failed.")
                    .required(true)
                    .defaultValue("30 sec")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(
                            StandardValidators.createTimePeriodValidator(
                                    100, TimeUnit.MILLISECONDS, 10, TimeUnit.MINUTES))
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(HOST, PORT, SECURITY, USER, PASSWORD, SENDER, TIMEOUT);

    private volatile Optional<MailSettings> settings = Optional.empty();

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        if (value(context, HOST).isEmpty()) {
            return List.of();
        }
        String fault = null;
        try {
            new InternetAddress(value(context, SENDER).orElse(""), true);
        } catch (AddressException e) {
            fault =
                    "a host is set, so that mails need the address they come from: "
                            + e.getMessage();
        }
        return fault == null
                ? List.of()
                : List.of(
                        new ValidationResult.Builder()
                                .subject(SENDER.getName())
                                .valid(false)
                                .explanation(fault)
                                .build());
    }

    @OnEnabled
    public void onEnabled(ConfigurationContext context) {
        settings = settings(context);
    }

    @OnDisabled
    public void onDisabled() {
        settings = Optional.empty();
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog logger, Map<String, String> variables) {
        return MailVerification.verify(settings(context));
    }

    @Override
    public boolean isOn() {
        return settings.isPresent();
    }

    @Override
    public String uri() {
        return current().uri();
    }

    @Override
    public List<String> send(Mail mail) throws MailException {
        MailSettings now = current();
        Session session = now.session();
        StampedMessage message = message(session, now, mail);
        try (Transport transport = now.connect(session)) {
            transport.sendMessage(message, message.getAllRecipients());
            return List.of();
        } catch (SendFailedException e) {
            if (size(e.getValidSentAddresses()) > 0) {
                return Stream.of(e.getInvalidAddresses(), e.getValidUnsentAddresses())
                        .filter(addresses -> addresses != null)
                        .flatMap(Arrays::stream)
                        .map(Address::toString)
                        .toList();
            }
            boolean refused =
                    size(e.getInvalidAddresses()) > 0 && size(e.getValidUnsentAddresses()) == 0;
            throw new MailException(
                    now.uri() + " does not take the mail: " + reason(e), refused, e);
        } catch (MessagingException e) {
            throw new MailException(now.uri() + ": " + reason(e), false, e);
        }
    }

    private static StampedMessage message(Session session, MailSettings now, Mail mail)
            throws MailException {
        try {
            return new StampedMessage(session, now.sender(), mail);
        } catch (MessagingException e) {
            throw new MailException("No mail can be made of it: " + reason(e), true, e);
        }
    }

    private static int size(Address[] addresses) {
        return addresses == null ? 0 : addresses.length;
    }

    /** The first line of what went wrong last; the exceptions of a server's answers are chained. */
    private static String reason(MessagingException thrown) {
        Exception last = thrown;
        while (last instanceof MessagingException chained && chained.getNextException() != null) {
            last = chained.getNextException();
        }
        String text =
                last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        return text.strip().lines().findFirst().orElse(last.getClass().getSimpleName());
    }

    private MailSettings current() {
        return settings.orElseThrow(
                () -> new IllegalStateException("Mail Server " + getIdentifier() + " is off"));
    }

    private static Optional<MailSettings> settings(PropertyContext context) {
        return value(context, HOST)
                .map(
                        host ->
                                new MailSettings(
                                        host,
                                        context.getProperty(PORT).asInteger(),
                                        context.getProperty(SECURITY)
                                                .asAllowableValue(TransportSecurity.class),
                                        value(context, USER),
                                        value(context, PASSWORD).orElse(""),
                                        value(context, SENDER).orElse(""),
                                        Duration.ofMillis(
                                                context.getProperty(TIMEOUT)
                                                        .asTimePeriod(TimeUnit.MILLISECONDS))));
    }

    private static Optional<String> value(PropertyContext context, PropertyDescriptor property) {
        PropertyValue value = context.getProperty(property);
        return Optional.ofNullable(value.getValue()).filter(text -> !text.isBlank());
    }
}
