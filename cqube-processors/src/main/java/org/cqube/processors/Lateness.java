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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.cqube.engines.schedule.Deadlines;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.notification.Expected;
import org.cqube.services.notification.Notification;
import org.cqube.services.notification.Notifications;

/**
 * Tells of a source from which nothing came: the emitter at the first missed deadline, the operator
 * at the next; a bulletin at each.
 */
final class Lateness {
    private final ProcessContext context;
    private final Connection connection;
    private final Instant now;

    Lateness(final ProcessContext context, final Connection connection, final Instant now) {
        this.context = context;
        this.connection = connection;
        this.now = now;
    }

    /** The mail to send, if somebody has to be told now. */
    Optional<Notification> tell(
            final DataSource source,
            final MailComposer composer,
            final Recipients recipients,
            final ComponentLog logger)
            throws SQLException, IOException {
        final Expected expected = new Expected(connection);
        final Optional<Deadlines> deadlines = deadlines(source);
        if (deadlines.isEmpty()) {
            expected.forget(source.name());
            return Optional.empty();
        }
        final Optional<Expected.Late> late = expected.look(source.name(), deadlines.get(), now);
        if (late.isEmpty() || new Notifications(connection).isRecorded(late.get().happening())) {
            return Optional.empty();
        }
        logger.warn(
                "Nothing was received from {} since {}: expected by {}",
                source.name(),
                late.get().happening().values().get("lastEmission"),
                late.get().happening().values().get("expectedBy"));
        final List<String> told =
                switch (late.get().toldBefore()) {
                    case 0 -> recipients.emitter();
                    case 1 -> recipients.operator();
                    default -> List.of();
                };
        return composer.compose(
                late.get().happening(),
                told,
                late.get().toldBefore() > 1
                        ? "emitter and operator were told before"
                        : Recipients.NONE_SET);
    }

    private Optional<Deadlines> deadlines(final DataSource source) {
        final ZoneId zone = ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue());
        return Optional.ofNullable(source.contract().expected())
                .map(due -> new Deadlines(due.every(), due.by(), zone, holidays()));
    }

    private Set<DayOfWeek> holidays() {
        final String value = context.getProperty(RunProperties.WEEKLY_HOLIDAYS).getValue();
        return value == null
                ? Set.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(day -> !day.isEmpty())
                        .map(DayOfWeek::valueOf)
                        .collect(Collectors.toSet());
    }
}
