/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;
import org.cqube.engines.mail.MailTexts;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.notification.ExpiringObjects;
import org.cqube.services.notification.Happening;
import org.cqube.services.notification.Noteworthy;
import org.cqube.services.notification.Notification;
import org.cqube.services.notification.Notifications;
import org.cqube.services.notification.Sources;
import org.cqube.services.s3.ObjectStoreException;

@Tags({"cqube", "mail", "notification", "emitter", "operator", "late"})
@CapabilityDescription(
        "Finds what somebody has to be told: emissions that were refused, lost records or are parked, publications that failed,"
                + " replays, a source from which nothing came when it was expected, and zips that will be deleted. Records one mail per emission and kind in the ledger"
                + " (meta.notification) and makes a FlowFile for it, whose content is the text. It never touches the data.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@WritesAttributes({
    @WritesAttribute(
            attribute = NotificationAttributes.ID,
            description = NotificationAttributes.ID_TEXT),
    @WritesAttribute(
            attribute = NotificationAttributes.TICKET,
            description = NotificationAttributes.TICKET_TEXT),
    @WritesAttribute(
            attribute = NotificationAttributes.KIND,
            description =
                    "What it is about: refused, rejected, parked, publication, late, replay, expiring or digest"),
    @WritesAttribute(
            attribute = NotificationAttributes.TO,
            description = "Recipients, separated by commas"),
    @WritesAttribute(attribute = NotificationAttributes.SUBJECT, description = "Subject"),
    @WritesAttribute(
            attribute = EmissionAttributes.SOURCE,
            description = "Name of the data source"),
    @WritesAttribute(
            attribute = EmissionAttributes.ID,
            description = EmissionAttributes.ID_TEXT + ", if the mail is about one"),
    @WritesAttribute(attribute = "mime.type", description = "text/plain")
})
@SeeAlso(SendNotification.class)
public class ComposeNotifications extends VerifiedProcessor {
    static final Relationship SUCCESS =
            new Relationship.Builder().name("success").description("A mail to send.").build();

    /** Longer than SendNotification ever waits between two looks at a mail. */
    private static final Duration PATIENCE = Duration.ofHours(2);

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    NotificationProperties.SOURCE_OR_NONE,
                    NotificationProperties.EMITTER,
                    NotificationProperties.OPERATOR,
                    NotificationProperties.LANGUAGE,
                    NotificationProperties.DIGEST_AFTER,
                    EmissionProperties.INPUT_BUCKET,
                    EmissionProperties.ZONE,
                    RunProperties.WEEKLY_HOLIDAYS,
                    EmissionProperties.STORE,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG,
                    NotificationProperties.SERVER);

    private final Clock clock;
    private volatile List<String> reported = List.of();

    public ComposeNotifications() {
        this(Clock.systemUTC());
    }

    ComposeNotifications(final Clock clock) {
        this.clock = clock;
    }

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(SUCCESS);
    }

    @Override
    public List<ConfigVerificationResult> verify(
            final ProcessContext context,
            final ComponentLog verificationLogger,
            final Map<String, String> attributes) {
        return Stream.concat(
                        super.verify(context, verificationLogger, attributes).stream(),
                        Stream.of(
                                NotificationVerification.texts(texts(context)),
                                NotificationVerification.server(
                                        NotificationProperties.server(context))))
                .toList();
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        try (Connection connection = open(context)) {
            final String source =
                    context.getProperty(NotificationProperties.SOURCE_OR_NONE).getValue();
            final Sources sources =
                    source == null
                            ? Sources.allBut(
                                    EmissionStep.catalog(context).all().stream()
                                            .map(DataSource::name)
                                            .toList())
                            : Sources.only(source);
            final ZoneId zone = ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue());
            final Notifications ledger = new Notifications(connection);
            final MailTexts texts = texts(context);
            report(texts.faults());
            final MailComposer composer = new MailComposer(context, texts, ledger);
            final Recipients recipients = Recipients.of(context);
            final List<Notification> mails =
                    new ArrayList<>(ledger.takeUnattended(sources, PATIENCE));
            final List<Happening> happenings =
                    new ArrayList<>(new Noteworthy(connection, zone).find(sources));
            if (source == null) {
                happenings.addAll(new ExpiringObjects(connection).find(zone));
            }
            for (final Happening happening : happenings) {
                composer.compose(happening, recipients.of(happening), Recipients.NONE_SET)
                        .ifPresent(mails::add);
            }
            if (source != null) {
                new Lateness(context, connection, clock.instant())
                        .tell(source(context), composer, recipients, getLogger())
                        .ifPresent(mails::add);
            }
            if (!mails.isEmpty()) {
                hand(context, session, mails);
            }
        } catch (final SQLException | ProcessException | ObjectStoreException | IOException e) {
            tryAgain(context, session, "Mails could not be composed", e);
        }
    }

    private static MailTexts texts(final ProcessContext context) {
        return MailTexts.of(EmissionStep.catalog(context).mailTexts(), ShippedTexts.all());
    }

    /** Each state of faults once, not once per look. */
    private void report(final List<String> faults) {
        if (!faults.equals(reported)) {
            reported = faults;
            if (!faults.isEmpty()) {
                getLogger()
                        .warn(
                                "Texts of mails have faults, the shipped ones are used instead. Mend: {}",
                                String.join("; ", faults));
            }
        }
    }

    private void hand(
            final ProcessContext context,
            final ProcessSession session,
            final List<Notification> mails) {
        for (final Notification mail : mails) {
            FlowFile flowFile = session.create();
            flowFile =
                    session.write(
                            flowFile,
                            out -> out.write(mail.body().getBytes(StandardCharsets.UTF_8)));
            flowFile =
                    session.putAllAttributes(
                            flowFile,
                            Map.of(
                                    NotificationAttributes.ID,
                                    Long.toString(mail.id()),
                                    NotificationAttributes.TICKET,
                                    mail.ticket().toString(),
                                    NotificationAttributes.KIND,
                                    mail.kind(),
                                    NotificationAttributes.TO,
                                    String.join(",", mail.recipients()),
                                    NotificationAttributes.SUBJECT,
                                    mail.subject(),
                                    EmissionAttributes.SOURCE,
                                    mail.source(),
                                    CoreAttributes.MIME_TYPE.key(),
                                    "text/plain",
                                    CoreAttributes.FILENAME.key(),
                                    "mail-" + mail.id() + ".txt"));
            if (mail.emissionId().isPresent()) {
                flowFile =
                        session.putAttribute(
                                flowFile,
                                EmissionAttributes.ID,
                                Long.toString(mail.emissionId().get()));
            }
            session.getProvenanceReporter().create(flowFile, mail.kind());
            session.transfer(flowFile, SUCCESS);
        }
        session.adjustCounter("Mails composed", mails.size(), false);
        final List<Long> ids = mails.stream().map(Notification::id).toList();
        session.commitAsync(() -> handedOver(context, ids));
    }

    /** If this fails, the mails get new FlowFiles with new tickets: none is sent twice. */
    private void handedOver(final ProcessContext context, final List<Long> ids) {
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            new Notifications(connection).handedOver(ids);
        } catch (final SQLException | ProcessException e) {
            getLogger()
                    .warn(
                            "The ledger could not note that {} mails wait to be sent; they get another FlowFile",
                            ids.size(),
                            e);
        }
    }
}
