/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.time.DayOfWeek;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.util.StandardValidators;
import org.cqube.services.publish.RunSettings;

/** Settings of metrics that aggregation and publication share. */
interface RunProperties {
    PropertyDescriptor STATE_NAME =
            new PropertyDescriptor.Builder()
                    .name("State Name")
                    .description("Name that reports print for the state.")
                    .required(true)
                    .defaultValue("State")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();

    PropertyDescriptor REQUIRE_GEO =
            new PropertyDescriptor.Builder()
                    .name("Require Geo")
                    .description(
                            "true leaves schools without coordinates out of tables and percentages, as the original cQube did.")
                    .required(true)
                    .allowableValues("true", "false")
                    .defaultValue("false")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();

    PropertyDescriptor WEEKLY_HOLIDAYS =
            new PropertyDescriptor.Builder()
                    .name("Weekly Holidays")
                    .description(
                            "Days of the week that never count, such as SUNDAY, separated by commas. Empty: what was delivered counts.")
                    .required(false)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validators.WEEKDAYS)
                    .build();

    /** The weekly holidays as days. */
    static Set<DayOfWeek> weeklyHolidays(final PropertyContext context) {
        final String holidays = context.getProperty(WEEKLY_HOLIDAYS).getValue();
        return holidays == null || holidays.isBlank()
                ? Set.of()
                : Stream.of(holidays.split(","))
                        .map(day -> DayOfWeek.valueOf(day.strip()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    static RunSettings settings(final PropertyContext context) {
        final String holidays = context.getProperty(WEEKLY_HOLIDAYS).getValue();
        return new RunSettings(
                context.getProperty(EmissionProperties.START_MONTH).asInteger(),
                context.getProperty(STATE_NAME).getValue(),
                context.getProperty(REQUIRE_GEO).asBoolean(),
                holidays == null ? "" : holidays.replace(" ", ""));
    }
}
