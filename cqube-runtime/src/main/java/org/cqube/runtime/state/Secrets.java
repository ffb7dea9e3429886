/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Generated once per state directory; good for this embedded runtime only.
 *
 * @param databasePassword of the user that owns the pipeline's database
 * @param flowPassword of the four logins that the flow works under
 * @param superuserPassword of PostgreSQL's superuser
 * @param s3AccessKey name of the only S3 key
 * @param s3SecretKey its secret
 * @param sensitivePropertiesKey with which NiFi encrypts sensitive values in its flow file
 */
public record Secrets(
        String databasePassword,
        String flowPassword,
        String superuserPassword,
        String s3AccessKey,
        String s3SecretKey,
        String sensitivePropertiesKey) {

    private static final int BYTES = 24;

    public Secrets {
        // a state directory from before the flow had logins of its own
        flowPassword = flowPassword == null ? databasePassword : flowPassword;
    }

    public static Secrets random() {
        SecureRandom random = new SecureRandom();
        return new Secrets(
                hex(random),
                hex(random),
                hex(random),
                "cqube" + hex(random).substring(0, 12),
                hex(random),
                hex(random));
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "Secrets[]";
    }
}
