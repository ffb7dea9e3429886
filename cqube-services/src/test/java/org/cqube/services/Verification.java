/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.util.MockComponentLog;
import org.apache.nifi.util.MockConfigurationContext;
import org.apache.nifi.util.MockControllerServiceLookup;

/** Runs a service's verification with proposed settings, as NiFi's dialogue does. */
public final class Verification {
    private Verification() {}

    /**
     * @param others services that the properties may name, by identifier
     */
    public static <T extends ControllerService & VerifiableControllerService>
            List<ConfigVerificationResult> verify(
                    T service,
                    Map<String, String> properties,
                    Map<String, ? extends ControllerService> others) {
        MockControllerServiceLookup lookup = new MockControllerServiceLookup() {};
        others.forEach((identifier, other) -> lookup.addControllerService(other, identifier));
        Map<PropertyDescriptor, String> values = new HashMap<>();
        for (PropertyDescriptor descriptor : service.getPropertyDescriptors()) {
            String value =
                    properties.getOrDefault(descriptor.getName(), descriptor.getDefaultValue());
            if (value != null) {
                values.put(descriptor, value);
            }
        }
        return service.verify(
                new MockConfigurationContext(service, values, lookup, Map.of()),
                new MockComponentLog("verified", service),
                Map.of());
    }

    public static Map<String, Outcome> outcomes(List<ConfigVerificationResult> results) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        results.forEach(
                result -> outcomes.put(result.getVerificationStepName(), result.getOutcome()));
        return outcomes;
    }

    public static String explanation(List<ConfigVerificationResult> results, String step) {
        return results.stream()
                .filter(result -> result.getVerificationStepName().equals(step))
                .map(ConfigVerificationResult::getExplanation)
                .findFirst()
                .orElseThrow();
    }
}
