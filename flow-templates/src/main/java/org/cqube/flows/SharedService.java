/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A controller service that stands once, in the parent group, and is found by its name.
 *
 * @param id the same in every flow definition, so that NiFi takes an upgrade for the same service
 * @param name by which it is found
 * @param property of the processors that refer to it
 * @param type class
 * @param properties beside services
 * @param sensitive names of those properties that NiFi encrypts
 * @param services that this one uses, by property
 */
public record SharedService(
        String id,
        String name,
        String property,
        String type,
        Map<String, String> properties,
        Set<String> sensitive,
        Map<String, SharedService> services) {

    static final SharedService OBJECT_STORE =
            new SharedService(
                    "s3-object-store",
                    "S3 Object Store",
                    "S3 Object Store",
                    "org.cqube.services.s3.StandardObjectStore",
                    ordered(
                            "Endpoint", "#{cqube.s3.endpoint}",
                            "Region", "#{cqube.s3.region}",
                            "Path Style Access", "#{cqube.s3.path.style}",
                            "Credentials Source", "#{cqube.s3.credentials}",
                            "Access Key", "#{cqube.s3.access.key}",
                            "Secret Key", "#{cqube.s3.secret.key}"),
                    Set.of("Access Key", "Secret Key"),
                    Map.of());

    /** For the steps from the emission bucket to the tables, and for mails and acts. */
    static final SharedService POOL = pool("postgresql-pool", "", "load");

    /** For summing up, which writes sums and nothing else. */
    static final SharedService AGGREGATE_POOL =
            pool("postgresql-pool-aggregate", " Aggregate", "aggregate");

    /** For publishing, which reads. */
    static final SharedService PUBLISH_POOL =
            pool("postgresql-pool-publish", " Publish", "publish");

    static final SharedService CATALOG =
            new SharedService(
                    "data-source-catalog",
                    "Data Source Catalog",
                    "Data Source Catalog",
                    "org.cqube.services.catalog.StandardDataSourceCatalog",
                    ordered(
                            "Location Type", "#{cqube.catalog.location.type}",
                            "Directory", "#{cqube.catalog.directory}",
                            "Bucket", "#{cqube.catalog.bucket}",
                            "Prefix", "#{cqube.catalog.prefix}",
                            "Rules Switched Off", "#{cqube.rules.off}"),
                    Set.of(),
                    Map.of("Object Store", OBJECT_STORE));

    static final SharedService MAIL_SERVER =
            new SharedService(
                    "mail-server",
                    "Mail Server",
                    "Mail Server",
                    "org.cqube.services.mail.StandardMailServer",
                    ordered(
                            "Host", "#{cqube.smtp.host}",
                            "Port", "#{cqube.smtp.port}",
                            "Transport Security", "#{cqube.smtp.tls}",
                            "User", "#{cqube.smtp.user}",
                            "Password", "#{cqube.smtp.password}",
                            "Sender", "#{cqube.mail.from}"),
                    Set.of("Password"),
                    Map.of());

    /** A pool of a login that has the rights of these steps; tables are made by the owner's. */
    private static SharedService pool(String id, String suffix, String role) {
        return new SharedService(
                id,
                "PostgreSQL Pool" + suffix,
                "PostgreSQL Pool",
                "org.cqube.services.postgres.StandardPostgresPool",
                ordered(
                        "Database URL", "#{cqube.db.url}",
                        "Database User", "#{cqube.db.%s.user}".formatted(role),
                        "Database Password", "#{cqube.db.%s.password}".formatted(role),
                        "Owner User", "#{cqube.db.owner.user}",
                        "Owner Password", "#{cqube.db.owner.password}",
                        "Maximum Connections", "#{cqube.db.connections}"),
                Set.of("Database Password", "Owner Password"),
                Map.of());
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
