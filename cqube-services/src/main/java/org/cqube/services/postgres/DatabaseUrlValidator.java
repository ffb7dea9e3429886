/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import java.util.Properties;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A URL that the PostgreSQL driver can read, without credentials (it is shown to everybody). */
enum DatabaseUrlValidator implements Validator {
    INSTANCE;

    @Override
    public ValidationResult validate(String subject, String input, ValidationContext context) {
        String fault = fault(input);
        return new ValidationResult.Builder()
                .subject(subject)
                .input(input)
                .valid(fault.isEmpty())
                .explanation(fault)
                .build();
    }

    private static String fault(String url) {
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null) {
            return "it must look like jdbc:postgresql://host:5432/database";
        }
        if (parsed.containsKey(PGProperty.PASSWORD.getName())
                || parsed.containsKey(PGProperty.USER.getName())) {
            return "user and password belong into the properties below";
        }
        return "";
    }
}
