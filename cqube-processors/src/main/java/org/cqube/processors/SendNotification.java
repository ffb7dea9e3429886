/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.cqube.services.mail.Mail;
import org.cqube.services.mail.MailException;
import org.cqube.services.mail.MailServer;
import org.cqube.services.notification.Notification;

@Tags({"cqube", "mail", "notification", "smtp", "send"})
@CapabilityDescription(
        "Sends the mails that ComposeNotifications made. What cannot be sent waits in the queue before this processor and is tried"
                + " again with growing delays; after the last try it is given up, with a bulletin. Data never wait for a mail.")
@InputRequirement(Requirement.INPUT_REQUIRED)
@ReadsAttributes({
    @ReadsAttribute(
            attribute = NotificationAttributes.ID,
            description = NotificationAttributes.ID_TEXT),
    @ReadsAttribute(
            attribute = NotificationAttributes.TICKET,
            description = NotificationAttributes.TICKET_TEXT),
    @ReadsAttribute(
            attribute = NotificationAttributes.TAKEN,
            description = NotificationAttributes.TAKEN_TEXT)
})
@WritesAttribute(
        attribute = NotificationAttributes.TAKEN,
        description = NotificationAttributes.TAKEN_TEXT)
@SeeAlso(ComposeNotifications.class)
public class SendNotification extends VerifiedProcessor {
    static final Relationship SUCCESS =
            new Relationship.Builder()
                    .name("success")
                    .description("The mail server took the mail.")
                    .build();

    static final Relationship FAILURE =
            new Relationship.Builder()
                    .name("failure")
                    .description(
                            "Given up; the ledger says why. Not for retry: all tries are spent.")
                    .build();

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    NotificationProperties.FIRST_DELAY,
                    NotificationProperties.MAXIMUM_TRIES,
                    EmissionProperties.POOL,
                    NotificationProperties.SERVER);

    private final Clock clock;

    public SendNotification() {
        this(Clock.systemUTC());
    }

    SendNotification(final Clock clock) {
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS, FAILURE);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            final ProcessContext context,
            final ComponentLog verificationLogger,
            final Map<String, String> attributes) {
        return Stream.concat(
                        super.verify(context, verificationLogger, attributes).stream(),
                        Stream.of(
                                NotificationVerification.server(
                                        NotificationProperties.server(context))))
                .toList();
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        final FlowFile flowFile = session.get();
        if (flowFile == null) {
            return;
        }
        try {
            final Optional<Notification> mail = new MailLedger(context).current(flowFile);
            if (mail.isEmpty()) {
                // sent, given up, or in the hands of another FlowFile
                session.remove(flowFile);
            } else if (flowFile.getAttribute(NotificationAttributes.TAKEN) != null) {
                recordSent(context, session, flowFile, mail.get());
            } else if (mail.get().nextTryAt().filter(clock.instant()::isBefore).isPresent()) {
                session.transfer(session.penalize(flowFile));
            } else {
                send(context, session, flowFile, mail.get());
            }
        } catch (final SQLException | ProcessException e) {
            getLogger().debug("The ledger cannot be reached, {} waits", flowFile, e);
            session.transfer(session.penalize(flowFile));
        }
    }

    private void send(
            final ProcessContext context,
            final ProcessSession session,
            final FlowFile flowFile,
            final Notification mail)
            throws SQLException {
        final MailServer server = NotificationProperties.server(context);
        if (!server.isOn()) {
            giveUp(context, session, flowFile, mail, "no mail server is set any more");
            return;
        }
        final List<String> left;
        try {
            left =
                    server.send(
                            new Mail(
                                    "cqube." + mail.id() + "." + mail.source(),
                                    mail.recipients(),
                                    mail.subject(),
                                    mail.body()));
        } catch (final MailException e) {
            notSent(context, session, flowFile, mail, e);
            return;
        }
        final FlowFile taken =
                session.putAttribute(
                        flowFile, NotificationAttributes.TAKEN, String.join(", ", left));
        session.getProvenanceReporter().send(taken, server.uri());
        session.adjustCounter("Mails sent", 1, false);
        recordSent(context, session, taken, mail);
    }

    /** If the ledger is away, the FlowFile remembers that the mail is out. */
    private void recordSent(
            final ProcessContext context,
            final ProcessSession session,
            final FlowFile flowFile,
            final Notification mail) {
        final String left = flowFile.getAttribute(NotificationAttributes.TAKEN);
        try {
            new MailLedger(context).sent(mail, left);
            session.transfer(flowFile, SUCCESS);
        } catch (final SQLException | ProcessException e) {
            getLogger().debug("The ledger cannot note that {} is sent; it will be", mail.id(), e);
            session.transfer(session.penalize(flowFile));
        }
    }

    private void notSent(
            final ProcessContext context,
            final ProcessSession session,
            final FlowFile flowFile,
            final Notification mail,
            final MailException why)
            throws SQLException {
        final int tries = mail.attempts() + 1;
        if (why.isPermanent()
                || tries >= context.getProperty(NotificationProperties.MAXIMUM_TRIES).asInteger()) {
            giveUp(context, session, flowFile, mail, why.getMessage());
            return;
        }
        final Instant next = clock.instant().plus(delay(context, tries));
        new MailLedger(context).failed(mail, why.getMessage(), next);
        if (tries == 1) {
            getLogger()
                    .warn(
                            "The mail {} ({}) could not be sent, the next try follows: {}",
                            mail.id(),
                            mail.kind(),
                            why.getMessage());
        }
        session.transfer(session.penalize(flowFile));
    }

    private void giveUp(
            final ProcessContext context,
            final ProcessSession session,
            final FlowFile flowFile,
            final Notification mail,
            final String why)
            throws SQLException {
        new MailLedger(context).gaveUp(mail, why);
        getLogger()
                .error(
                        "The mail {} ({}, {}) is given up after {} tries: {}",
                        mail.id(),
                        mail.source(),
                        mail.kind(),
                        mail.attempts() + 1,
                        why);
        session.adjustCounter("Mails given up", 1, false);
        session.transfer(flowFile, FAILURE);
    }

    /** Doubled with each try. */
    private static Duration delay(final ProcessContext context, final int tries) {
        final Duration first =
                Duration.ofMillis(
                        context.getProperty(NotificationProperties.FIRST_DELAY)
                                .asTimePeriod(TimeUnit.MILLISECONDS));
        final Duration delay = first.multipliedBy(1L << Math.min(tries - 1, 20));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }
}
