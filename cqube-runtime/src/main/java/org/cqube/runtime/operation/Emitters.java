/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.io.IOException;
import java.time.ZoneId;
import org.cqube.runtime.emission.Contracts;
import org.cqube.runtime.emission.Emitter;
import software.amazon.awssdk.services.s3.S3Client;

/** Emitters as the project is configured. */
public final class Emitters {

    private Emitters() {}

    /**
     * @param client left open
     */
    public static Emitter of(S3Client client, Project project) throws IOException, CqubeException {
        return new Emitter(client, Contracts.read(project.flowTemplates()), zone(project));
    }

    /** The flow's time zone: names of emissions carry time in it. */
    private static ZoneId zone(Project project) throws IOException, CqubeException {
        return ZoneId.of(CommonParameters.read(project).value("cqube.zone"));
    }
}
