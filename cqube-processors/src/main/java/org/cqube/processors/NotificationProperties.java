/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;
import org.cqube.services.mail.MailServer;

/** Settings of the two steps that tell people. */
interface NotificationProperties {
    PropertyDescriptor SERVER =
            new PropertyDescriptor.Builder()
                    .name("Mail Server")
                    .description("Takes the mails; without a host, nobody is told.")
                    .required(true)
                    .identifiesControllerService(MailServer.class)
                    .build();

    PropertyDescriptor SOURCE_OR_NONE =
            new PropertyDescriptor.Builder()
                    .name("Data Source")
                    .description(
                            "Name of the data source. Empty: what belongs to no source of the catalog, which only the operator is told.")
                    .required(false)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();

    PropertyDescriptor EMITTER =
            recipients(
                    "Emitter Recipients",
                    "Addresses of those who emit the data, separated by commas. Empty: they are not told.");

    PropertyDescriptor OPERATOR =
            recipients(
                    "Operator Recipients",
                    "Addresses of the operators, separated by commas. Empty: they are not told.");

    PropertyDescriptor LANGUAGE =
            new PropertyDescriptor.Builder()
                    .name("Language")
                    .description(
                            "Language of the texts, as in their file names: refused.hi.txt is hi. What it lacks is told in English.")
                    .required(true)
                    .defaultValue("en")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validators.LANGUAGE)
                    .build();

    PropertyDescriptor DIGEST_AFTER =
            new PropertyDescriptor.Builder()
                    .name("Digest After")
                    .description(
                            "So many failed files of an hour are told one by one, the others together in one mail when the hour is over. 0: each"
                                    + " by itself.")
                    .required(true)
                    .defaultValue("0")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_NEGATIVE_INTEGER_VALIDATOR)
                    .build();

    PropertyDescriptor FIRST_DELAY =
            new PropertyDescriptor.Builder()
                    .name("First Delay")
                    .description(
                            "How long after a failed try the next one follows; doubled with each try, up to an hour.")
                    .required(true)
                    .defaultValue("1 min")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(
                            StandardValidators.createTimePeriodValidator(
                                    1, TimeUnit.SECONDS, 1, TimeUnit.HOURS))
                    .build();

    PropertyDescriptor MAXIMUM_TRIES =
            new PropertyDescriptor.Builder()
                    .name("Maximum Tries")
                    .description("After so many tries a mail is given up, with a bulletin.")
                    .required(true)
                    .defaultValue("20")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.createLongValidator(1, 1000, true))
                    .build();

    static MailServer server(final PropertyContext context) {
        return context.getProperty(SERVER).asControllerService(MailServer.class);
    }

    /** The addresses of a property; none if it is empty. */
    static List<String> addresses(
            final PropertyContext context, final PropertyDescriptor property) {
        final String value = context.getProperty(property).getValue();
        return value == null
                ? List.of()
                : Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList();
    }

    private static PropertyDescriptor recipients(final String name, final String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(false)
                .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                .addValidator(Validators.ADDRESSES)
                .build();
    }
}
