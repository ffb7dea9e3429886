/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What flow definitions and operators rely on: names, settings, and what Verify says. */
class ProcessorContractTest {
    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    static List<String> steps() {
        return Steps.ALL.keySet().stream().sorted().toList();
    }

    private TestRunner runner(final String step) {
        return Steps.runner(world, World.LIBRARY, step);
    }

    @ParameterizedTest
    @CsvSource({
        "list, INPUT_FORBIDDEN, success",
        "fetch, INPUT_REQUIRED, failure resumed success",
        "check, INPUT_REQUIRED, failure rejected success",
        "archive, INPUT_REQUIRED, failure success",
        "validate, INPUT_REQUIRED, failure rejected success",
        "filter, INPUT_REQUIRED, failure invalidated rejected success",
        "load, INPUT_REQUIRED, failure invalidated stale success",
        "aggregate, INPUT_FORBIDDEN, success",
        "publish, INPUT_REQUIRED, failure success",
        "park, INPUT_REQUIRED, archive check fetch filter load publish validate",
        "expire, INPUT_FORBIDDEN, ''",
        "compose, INPUT_FORBIDDEN, success",
        "send, INPUT_REQUIRED, failure success",
        "acts, INPUT_FORBIDDEN, ''",
        "replay, INPUT_FORBIDDEN, ''",
        "rebuild, INPUT_FORBIDDEN, ''"
    })
    void relationshipsAreFixed(
            final String step, final Requirement requirement, final String relationships) {
        final Processor processor = Steps.ALL.get(step).get();

        assertThat(
                        String.join(
                                " ",
                                processor.getRelationships().stream()
                                        .map(Relationship::getName)
                                        .sorted()
                                        .toList()))
                .isEqualTo(relationships);
        assertThat(processor.getRelationships())
                .noneMatch(relationship -> relationship.getDescription().isBlank());
        assertThat(processor.getClass().getAnnotation(InputRequirement.class).value())
                .isEqualTo(requirement);
        final boolean timed = requirement == Requirement.INPUT_FORBIDDEN;
        assertThat(processor.getClass().isAnnotationPresent(PrimaryNodeOnly.class))
                .isEqualTo(timed);
        assertThat(processor.getClass().isAnnotationPresent(TriggerSerially.class))
                .isEqualTo(timed);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyProcessorIsDocumentedAndFound(final String step) throws IOException {
        final Class<?> type = Steps.ALL.get(step).get().getClass();

        assertThat(type.getAnnotation(CapabilityDescription.class).value()).isNotBlank();
        assertThat(type.getAnnotation(Tags.class).value()).contains("cqube");
        try (InputStream details =
                        type.getResourceAsStream(
                                "/docs/" + type.getName() + "/additionalDetails.md");
                InputStream services =
                        type.getResourceAsStream(
                                "/META-INF/services/org.apache.nifi.processor.Processor")) {
            assertThat(new String(details.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("# " + type.getSimpleName())
                    .contains("## When to look at it", "## Relationships", "## Example");
            assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains(type.getName())
                    .hasSize(Steps.ALL.size());
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void propertiesExplainThemselves(final String step) {
        final TestRunner runner = runner(step);

        runner.assertValid();
        for (final PropertyDescriptor property : runner.getProcessor().getPropertyDescriptors()) {
            assertThat(property.getDescription()).as(property.getName()).isNotBlank();
            assertThat(property.getName()).isEqualTo(property.getDisplayName());
            assertThat(property.getExpressionLanguageScope())
                    .as(property.getName())
                    .isEqualTo(ExpressionLanguageScope.NONE);
            if (property.isRequired() && property.getDefaultValue() == null) {
                final TestRunner without = runner(step);
                without.removeProperty(property);
                without.assertNotValid();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list, Data Source, ' ', false",
        "list, Emission Bucket, ab, false",
        "list, Emission Bucket, Upper, false",
        "list, Emission Bucket, a.good-bucket9, true",
        "list, Zone, Asia/Kolkata, true",
        "list, Zone, Asia/Atlantis, false",
        "fetch, Input Bucket, under_score, false",
        "fetch, Input Bucket, cqube-emission, false",
        "check, Manifest Required, lenient, true",
        "check, Manifest Required, sometimes, false",
        "check, Maximum Entries, 0, false",
        "check, Maximum Entries, 5, true",
        "check, Maximum Size, 1 GB, true",
        "check, Maximum Size, big, false",
        "check, Maximum Ratio, -1, false",
        "archive, Zone, '', false",
        "validate, Academic Year Start Month, 13, false",
        "validate, Academic Year Start Month, 4, true",
        "validate, Maximum Rejected Percent, 0, true",
        "validate, Maximum Rejected Percent, 101, false",
        "validate, Maximum Rejected Percent, '', true",
        "filter, Overlap Policy, open-days, true",
        "filter, Overlap Policy, update, false",
        "filter, Overlap Scope, state, true",
        "filter, Overlap Scope, block, false",
        "load, Academic Year Start Month, 0, false",
        "aggregate, As Of, yesterday, true",
        "aggregate, As Of, 2020-07-31, true",
        "aggregate, As Of, 2020-02-30, false",
        "aggregate, As Of, tomorrow, false",
        "publish, State Name, '', false",
        "publish, Require Geo, perhaps, false",
        "publish, Weekly Holidays, 'SATURDAY, SUNDAY', true",
        "publish, Weekly Holidays, '', true",
        "publish, Weekly Holidays, FREEDAY, false",
        "park, Output Bucket, cqube-input, false",
        "expire, Retention, 7 days, true",
        "expire, Retention, a week, false",
        "compose, Emitter Recipients, '', true",
        "compose, Emitter Recipients, 'a@example.org, b@localhost', true",
        "compose, Emitter Recipients, A <a@example.org>, false",
        "compose, Operator Recipients, example.org, false",
        "compose, Operator Recipients, 'a@example.org b@example.org', false",
        "compose, Language, hi, true",
        "compose, Language, pt-BR, true",
        "compose, Language, ../en, false",
        "compose, Weekly Holidays, FREEDAY, false",
        "compose, Zone, Asia/Atlantis, false",
        "compose, Input Bucket, Upper, false",
        "send, First Delay, 2 sec, true",
        "send, First Delay, 2 hours, false",
        "send, Maximum Tries, 0, false"
    })
    void eachSettingIsChecked(
            final String step, final String property, final String value, final boolean valid) {
        final TestRunner runner = runner(step);
        runner.setProperty(property, value);

        if (valid) {
            runner.assertValid();
        } else {
            runner.assertNotValid();
        }
    }

    private Map<String, Outcome> verify(final TestRunner runner) {
        final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (final ConfigVerificationResult result :
                ((VerifiableProcessor) runner.getProcessor())
                        .verify(runner.getProcessContext(), runner.getLogger(), Map.of())) {
            assertThat(result.getExplanation()).isNotBlank();
            outcomes.put(result.getVerificationStepName(), result.getOutcome());
        }
        return outcomes;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void verifySaysThatAllIsWellAndChangesNothing(final String step) {
        final TestRunner runner = runner(step);

        assertThat(verify(runner)).isNotEmpty().allSatisfy(ProcessorContractTest::isSuccessful);
        assertThat(world.keys(World.EMISSION, "")).isEmpty();
        assertThat(world.database.one("select count(*) from meta.emission")).isEqualTo("0");
    }

    private static void isSuccessful(final String name, final Outcome outcome) {
        assertThat(outcome).as(name).isEqualTo(Outcome.SUCCESSFUL);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void verifyNamesEachThingThatIsWrong(final String step) {
        final TestRunner runner = runner(step);
        final boolean hasSource =
                runner.getProcessContext().getProperties().keySet().stream()
                        .anyMatch(property -> property.getName().equals("Data Source"));
        if (hasSource) {
            runner.setProperty("Data Source", "librari");
            assertThat(verify(runner)).containsEntry("Data source", Outcome.FAILED);
            runner.setProperty("Data Source", World.LIBRARY);
        }
        world.pool.takeAway();
        assertThat(verify(runner)).containsEntry("Database", Outcome.FAILED);
        world.pool.mend();
        for (final String bucket : List.of("Emission Bucket", "Input Bucket", "Output Bucket")) {
            if (runner.getProcessContext().getProperties().keySet().stream()
                    .anyMatch(property -> property.getName().equals(bucket))) {
                final String good = runner.getProcessContext().getProperty(bucket).getValue();
                runner.setProperty(bucket, "no-such-bucket");
                assertThat(verify(runner)).containsEntry(bucket, Outcome.FAILED);
                runner.setProperty(bucket, good);
                world.store.takeAway();
                assertThat(verify(runner)).containsEntry(bucket, Outcome.FAILED);
                world.store.mend();
            }
        }
        assertThat(verify(runner)).allSatisfy(ProcessorContractTest::isSuccessful);
    }

    @Test
    void theSettingsOfAStepFitOnAScreen() {
        assertThat(Steps.ALL.values())
                .allSatisfy(
                        processor ->
                                assertThat(
                                                processor.get().getPropertyDescriptors().stream()
                                                        .filter(p -> !Steps.isService(p)))
                                        .hasSizeLessThanOrEqualTo(8));
    }
}
