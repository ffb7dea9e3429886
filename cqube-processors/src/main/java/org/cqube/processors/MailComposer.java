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
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.processor.ProcessContext;
import org.cqube.engines.finding.Violation;
import org.cqube.engines.mail.MailKind;
import org.cqube.engines.mail.MailText;
import org.cqube.engines.mail.MailTexts;
import org.cqube.engines.mail.MailValues;
import org.cqube.engines.report.FindingsReader;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.notification.Happening;
import org.cqube.services.notification.Notification;
import org.cqube.services.notification.Notifications;
import org.cqube.services.s3.ObjectMissingException;
import org.cqube.services.s3.ObjectStore;

/** Makes a mail of what happened, and records it with those who get it. */
final class MailComposer {
    /** How many findings a mail shows; the report has all of them. */
    private static final int FINDINGS = 20;

    private final ProcessContext context;
    private final MailTexts texts;
    private final Notifications ledger;

    MailComposer(final ProcessContext context, final MailTexts texts, final Notifications ledger) {
        this.context = context;
        this.texts = texts;
        this.ledger = ledger;
    }

    /**
     * Records the mail, unless somebody did before.
     *
     * @param recipients who has to be told
     * @param whyNobody said in the ledger if there are none
     * @return the mail, if it has to be sent
     * @throws IOException if the reject report cannot be read now; the mail waits for it
     */
    Optional<Notification> compose(
            final Happening happening, final List<String> recipients, final String whyNobody)
            throws SQLException, IOException {
        final Map<String, String> values = new HashMap<>(happening.values());
        values.put("source", happening.source());
        values.put(
                "title",
                EmissionStep.catalog(context)
                        .source(happening.source())
                        .map(DataSource::contract)
                        .map(contract -> contract.title())
                        .orElse(happening.source()));
        values.put("zone", context.getProperty(EmissionProperties.ZONE).getValue());
        if (happening.rejectsKey().isPresent() && !happening.refusedByRule().isEmpty()) {
            values.put("firstRejects", MailValues.findings(findings(happening)));
        }
        final MailText.Filled text =
                texts.text(
                                happening.kind(),
                                happening.rule(),
                                context.getProperty(NotificationProperties.LANGUAGE).getValue())
                        .fill(values);
        if (!NotificationProperties.server(context).isOn()) {
            return ledger.record(happening, text, List.of(), "no mail server is set");
        }
        if (!recipients.isEmpty() && isOneOfMany(happening)) {
            ledger.keepForDigest(happening, text, recipients);
            return Optional.empty();
        }
        return ledger.record(happening, text, recipients, whyNobody);
    }

    /** Whether so many files of the source failed in this hour that the rest is told together. */
    private boolean isOneOfMany(final Happening happening) throws SQLException {
        final int most = context.getProperty(NotificationProperties.DIGEST_AFTER).asInteger();
        return most > 0
                && (happening.kind() == MailKind.REFUSED || happening.kind() == MailKind.REJECTED)
                && ledger.failuresOfThisHour(happening.source()) >= most;
    }

    /** The first ones of the rules under which records were refused, not of mere warnings. */
    private List<Violation> findings(final Happening happening) throws IOException {
        final ObjectStore store =
                context.getProperty(EmissionProperties.STORE)
                        .asControllerService(ObjectStore.class);
        final String bucket = context.getProperty(EmissionProperties.INPUT_BUCKET).getValue();
        final List<Violation> findings = new ArrayList<>();
        try (InputStream stream = store.get(bucket, happening.rejectsKey().orElseThrow());
                FindingsReader reader = new FindingsReader(stream)) {
            Optional<Violation> finding = reader.next();
            while (finding.isPresent() && findings.size() < FINDINGS) {
                if (finding.get().line() > 0
                        && happening.refusedByRule().containsKey(finding.get().rule().id())) {
                    findings.add(finding.get());
                }
                finding = reader.next();
            }
        } catch (final ObjectMissingException e) {
            // somebody took the report away: the counts are told all the same
            return List.of();
        }
        return findings;
    }
}
