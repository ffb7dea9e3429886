/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.Validator;

/** An endpoint is an absolute http or https URL with a host, and nothing behind it; or empty. */
enum EndpointValidator implements Validator {
    INSTANCE;

    private static final Set<String> SCHEMES = Set.of("http", "https");

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

    private static String fault(String input) {
        if (input.isBlank()) {
            return ""; // a parameter left empty: Amazon's own endpoint
        }
        try {
            URI uri = new URI(input);
            if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
                return "it must begin with http:// or https://";
            }
            if (uri.getHost() == null) {
                return "it must name a host";
            }
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
            return bare && uri.getRawUserInfo() == null
                    ? ""
                    : "it must hold neither user, query nor fragment";
        } catch (URISyntaxException e) {
            return "it is not a URL: " + e.getMessage();
        }
    }
}
