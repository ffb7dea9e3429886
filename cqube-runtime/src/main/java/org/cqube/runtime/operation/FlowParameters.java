/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cqube.runtime.state.RuntimeState;

/** Values of the common parameter context in this runtime; the flow's own hold for the rest. */
final class FlowParameters {

    private FlowParameters() {}

    /**
     * @param asOf day that periods end on, or {@code latest} for the latest day with data
     */
    static Map<String, String> of(RuntimeState state, Project project, String asOf) {
        Database database = Database.of(state);
        Map<String, String> values = new TreeMap<>();
        values.put("cqube.s3.endpoint", Buckets.endpoint(state));
        values.put("cqube.s3.region", Buckets.REGION);
        values.put("cqube.s3.path.style", "true");
        values.put("cqube.s3.credentials", "static");
        values.put("cqube.s3.access.key", state.secrets().s3AccessKey());
        values.put("cqube.s3.secret.key", state.secrets().s3SecretKey());
        values.put("cqube.bucket.emission", Buckets.EMISSION);
        values.put("cqube.bucket.input", Buckets.INPUT);
        values.put("cqube.bucket.output", Buckets.OUTPUT);
        values.put("cqube.db.url", database.url());
        // the logins' names are those of the flow definition
        for (String login : List.of("load", "aggregate", "publish", "owner")) {
            values.put("cqube.db." + login + ".password", state.secrets().flowPassword());
        }
        values.put("cqube.catalog.location.type", "directory");
        values.put("cqube.catalog.directory", project.flowTemplates().toString());
        values.put("cqube.listing.period", "1 sec");
        values.put("cqube.aggregate.period", "1 sec");
        values.put("cqube.inbox.period", "1 sec");
        values.put("cqube.state.name", "Try-out State");
        values.put("cqube.asof", asOf);
        values.put("cqube.smtp.host", "127.0.0.1");
        values.put("cqube.smtp.port", Integer.toString(state.ports().mail()));
        values.put("cqube.smtp.tls", "none");
        values.put("cqube.mail.from", "cqube@example.org");
        values.put("cqube.mail.emitter", "emitter@example.org");
        values.put("cqube.mail.operator", "operator@example.org");
        values.put("cqube.mail.period", "2 sec");
        values.put("cqube.mail.retry.delay", "2 sec");
        return values;
    }
}
