/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.util.StandardValidators;
import org.cqube.services.catalog.DataSourceCatalog;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.s3.ObjectStore;

/** Properties and relationships that several steps share. */
interface EmissionProperties {
    PropertyDescriptor CATALOG =
            new PropertyDescriptor.Builder()
                    .name("Data Source Catalog")
                    .description("Gives the contract and the SQL of each data source.")
                    .required(true)
                    .identifiesControllerService(DataSourceCatalog.class)
                    .build();

    PropertyDescriptor POOL =
            new PropertyDescriptor.Builder()
                    .name("PostgreSQL Pool")
                    .description(
                            "Connections to the database that holds the ledger and the tables.")
                    .required(true)
                    .identifiesControllerService(PostgresPool.class)
                    .build();

    PropertyDescriptor STORE =
            new PropertyDescriptor.Builder()
                    .name("S3 Object Store")
                    .description("Reaches the buckets.")
                    .required(true)
                    .identifiesControllerService(ObjectStore.class)
                    .build();

    PropertyDescriptor SOURCE =
            new PropertyDescriptor.Builder()
                    .name("Data Source")
                    .description("Name of the data source, as its folder in the catalog has it.")
                    .required(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();

    PropertyDescriptor EMISSION_BUCKET =
            bucket("Emission Bucket", "Bucket that emitters put their zips in.");

    PropertyDescriptor INPUT_BUCKET =
            bucket("Input Bucket", "Bucket of the archived raw CSVs and their reject reports.");

    PropertyDescriptor OUTPUT_BUCKET =
            bucket("Output Bucket", "Bucket that dashboards read the published files from.");

    PropertyDescriptor START_MONTH =
            new PropertyDescriptor.Builder()
                    .name("Academic Year Start Month")
                    .description("Calendar month, 1 to 12, with which an academic year begins.")
                    .required(true)
                    .defaultValue("6")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.createLongValidator(1, 12, true))
                    .build();

    PropertyDescriptor ZONE =
            new PropertyDescriptor.Builder()
                    .name("Zone")
                    .description(
                            "Time zone of the state, such as Asia/Kolkata: zip names and days are read in it.")
                    .required(true)
                    .defaultValue("UTC")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(Validators.ZONE)
                    .build();

    Relationship SUCCESS =
            new Relationship.Builder().name("success").description("The step is done.").build();

    Relationship REJECTED =
            new Relationship.Builder()
                    .name("rejected")
                    .description(
                            "The data's fault: the whole file is refused, the ledger says under which rule. Never retried.")
                    .build();

    Relationship FAILURE =
            new Relationship.Builder()
                    .name("failure")
                    .description(
                            "The world's fault: nothing was changed, and the same FlowFile may be tried again.")
                    .build();

    private static PropertyDescriptor bucket(final String name, final String description) {
        return new PropertyDescriptor.Builder()
                .name(name)
                .description(description)
                .required(true)
                .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                .addValidator(Validators.BUCKET)
                .build();
    }
}
