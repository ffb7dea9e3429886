/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;

/** Validators that say in words what is wrong. */
final class Validators {
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern PERCENTAGE = Pattern.compile("(100|[1-9]?[0-9])?");

    private static final String WEEKDAY =
            "(MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)";
    private static final Pattern WEEKDAY_LIST =
            Pattern.compile("(" + WEEKDAY + "( *, *" + WEEKDAY + ")*)?");

    private static final String ADDRESS_ONE = "[^\\s,;<>()\"@]+@[A-Za-z0-9.\\[\\]:-]+";
    private static final Pattern ADDRESS_LIST =
            Pattern.compile(ADDRESS_ONE + "( *, *" + ADDRESS_ONE + ")*");
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?");

    /** Bucket names as S3 takes them (data-sources, section 5). */
    static final Validator BUCKET =
            (subject, input, context) ->
                    new ValidationResult.Builder()
                            .subject(subject)
                            .input(input)
                            .valid(input != null && BUCKET_NAME.matcher(input).matches())
                            .explanation(
                                    "a bucket's name has 3 to 63 lower-case letters, digits, dots and dashes")
                            .build();

    /** A zone id of the JDK. */
    static final Validator ZONE =
            (subject, input, context) -> {
                String problem = null;
                try {
                    ZoneId.of(input);
                } catch (final DateTimeException e) {
                    problem = e.getMessage();
                }
                return new ValidationResult.Builder()
                        .subject(subject)
                        .input(input)
                        .valid(problem == null)
                        .explanation(problem)
                        .build();
            };

    /** Names of days of the week, separated by commas; may be empty. */
    static final Validator WEEKDAYS =
            (subject, input, context) ->
                    new ValidationResult.Builder()
                            .subject(subject)
                            .input(input)
                            .valid(input == null || WEEKDAY_LIST.matcher(input.strip()).matches())
                            .explanation(
                                    "days of the week are MONDAY to SUNDAY, separated by commas")
                            .build();

    /** A whole percentage; may be empty, as a parameter without value is. */
    static final Validator PERCENT =
            (subject, input, context) ->
                    new ValidationResult.Builder()
                            .subject(subject)
                            .input(input)
                            .valid(input == null || PERCENTAGE.matcher(input.strip()).matches())
                            .explanation("a percentage is a whole number from 0 to 100")
                            .build();

    /** Mail addresses, separated by commas; may be empty, as a parameter without value is. */
    static final Validator ADDRESSES =
            (subject, input, context) ->
                    new ValidationResult.Builder()
                            .subject(subject)
                            .input(input)
                            .valid(
                                    input == null
                                            || input.isBlank()
                                            || ADDRESS_LIST.matcher(input.strip()).matches())
                            .explanation(
                                    "addresses are like name@example.org, separated by commas, without names around them")
                            .build();

    /** A language as in names of files: letters, perhaps a region. */
    static final Validator LANGUAGE =
            (subject, input, context) ->
                    new ValidationResult.Builder()
                            .subject(subject)
                            .input(input)
                            .valid(input != null && LANGUAGE_CODE.matcher(input).matches())
                            .explanation("a language is like en, hi or pt-BR")
                            .build();

    private Validators() {}
}
