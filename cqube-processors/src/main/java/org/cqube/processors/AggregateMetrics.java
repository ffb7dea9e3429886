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
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.PrimaryNodeOnly;
import org.apache.nifi.annotation.behavior.TriggerSerially;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.configuration.DefaultSchedule;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.flowfile.attributes.CoreAttributes;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.scheduling.SchedulingStrategy;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.publish.Aggregation;
import org.cqube.services.publish.AsOf;

@Tags({"cqube", "metrics", "aggregate", "sql", "postgresql"})
@CapabilityDescription(
        "Takes the keys that loads have touched since the last run, recomputes just these with the SQL of the data source,"
                + " and hands one FlowFile per run to PublishMetrics; so many files become one publication. A change of a master, and a day"
                + " that rolls over, open a run too.")
@InputRequirement(Requirement.INPUT_FORBIDDEN)
@PrimaryNodeOnly
@TriggerSerially
@DefaultSchedule(strategy = SchedulingStrategy.TIMER_DRIVEN, period = "15 sec")
@WritesAttributes({
    @WritesAttribute(
            attribute = EmissionAttributes.RUN_ID,
            description = "Id of the run (meta.run) to publish"),
    @WritesAttribute(
            attribute = EmissionAttributes.SOURCE,
            description = "Name of the data source"),
    @WritesAttribute(attribute = "filename", description = "Data source and run")
})
@SeeAlso({LoadTable.class, PublishMetrics.class})
public class AggregateMetrics extends VerifiedProcessor {
    static final PropertyDescriptor AS_OF =
            new PropertyDescriptor.Builder()
                    .name("As Of")
                    .description(
                            "Day that periods end with: yesterday (in the zone), latest (the last day with data), or a date such as"
                                    + " 2020-07-31. Same inputs and same day give the same bytes.")
                    .required(true)
                    .defaultValue("yesterday")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(
                            (subject, input, context) -> {
                                String problem = null;
                                try {
                                    AsOf.parse(input, ZoneId.of("UTC"), Clock.systemUTC());
                                } catch (final IllegalArgumentException e) {
                                    problem = e.getMessage();
                                }
                                return new ValidationResult.Builder()
                                        .subject(subject)
                                        .input(input)
                                        .valid(problem == null)
                                        .explanation(problem)
                                        .build();
                            })
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    EmissionProperties.SOURCE,
                    AS_OF,
                    EmissionProperties.ZONE,
                    EmissionProperties.START_MONTH,
                    RunProperties.STATE_NAME,
                    RunProperties.REQUIRE_GEO,
                    RunProperties.WEEKLY_HOLIDAYS,
                    EmissionProperties.POOL,
                    EmissionProperties.CATALOG);

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    public Set<Relationship> getRelationships() {
        return Set.of(EmissionProperties.SUCCESS);
    }

    @Override
    public void onTrigger(final ProcessContext context, final ProcessSession session)
            throws ProcessException {
        try (Connection connection = open(context)) {
            final DataSource source = source(context);
            final AsOf asOf =
                    AsOf.parse(
                            context.getProperty(AS_OF).getValue(),
                            ZoneId.of(context.getProperty(EmissionProperties.ZONE).getValue()),
                            Clock.systemUTC());
            final List<Long> runs =
                    new Aggregation(
                                    source,
                                    asOf,
                                    RunProperties.settings(context),
                                    EmissionStep.catalog(context)
                                            .derivedFrom(source.name())
                                            .stream()
                                            .map(DataSource::name)
                                            .toList())
                            .run(connection);
            if (!runs.isEmpty()) {
                hand(context, session, source.name(), runs);
            }
        } catch (final SQLException | ProcessException | IOException e) {
            tryAgain(context, session, "Metrics could not be aggregated, nothing was changed", e);
        }
    }

    private void hand(
            final ProcessContext context,
            final ProcessSession session,
            final String source,
            final List<Long> runs) {
        for (final long run : runs) {
            final FlowFile flowFile =
                    session.putAllAttributes(
                            session.create(),
                            Map.of(
                                    EmissionAttributes.RUN_ID,
                                    Long.toString(run),
                                    EmissionAttributes.SOURCE,
                                    source,
                                    CoreAttributes.FILENAME.key(),
                                    source + "-run-" + run));
            session.getProvenanceReporter().create(flowFile, "run " + run);
            session.transfer(flowFile, EmissionProperties.SUCCESS);
        }
        session.adjustCounter("Aggregation runs", runs.size(), false);
        session.commitAsync(() -> handedOver(context, runs));
    }

    /** If this fails, the runs are handed over again: publishing one twice changes nothing. */
    private void handedOver(final ProcessContext context, final List<Long> runs) {
        try (Connection connection = EmissionStep.pool(context).getConnection()) {
            Aggregation.handedOver(connection, runs);
        } catch (final SQLException | ProcessException e) {
            getLogger()
                    .warn(
                            "The ledger could not note that runs {} wait for publication; they will be handed over again",
                            runs,
                            e);
        }
    }
}
