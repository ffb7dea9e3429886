/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.nifi.processor.ProcessContext;
import org.cqube.engines.finding.Rule;
import org.cqube.services.notification.Happening;

/**
 * Who is told what (metrics-and-outputs, section 6).
 *
 * @param emitter those who emit the source; the operator, where no emitter is known
 */
record Recipients(List<String> emitter, List<String> operator) {
    static final String NONE_SET = "no recipient is set";

    /** What an emitter alone may not be able to mend: the operator gets a copy. */
    private static final Set<String> BOTH =
            Set.of(Rule.FILE_ARCHIVE.id(), Rule.MANIFEST_MISSING.id(), Rule.MANIFEST_FORMAT.id());

    static Recipients of(final ProcessContext context) {
        final List<String> operator =
                NotificationProperties.addresses(context, NotificationProperties.OPERATOR);
        return new Recipients(
                context.getProperty(NotificationProperties.SOURCE_OR_NONE).isSet()
                        ? NotificationProperties.addresses(context, NotificationProperties.EMITTER)
                        : operator,
                operator);
    }

    List<String> of(final Happening happening) {
        return switch (happening.kind()) {
            case REFUSED ->
                    BOTH.contains(happening.rule())
                            ? Stream.concat(emitter.stream(), operator.stream()).distinct().toList()
                            : emitter;
            case REJECTED, LATE, DIGEST -> emitter;
            case PARKED, PUBLICATION, REPLAY, EXPIRING -> operator;
        };
    }
}
