/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import java.nio.file.Path;

/**
 * The checked-out project, as built.
 *
 * @param root its directory
 */
public record Project(Path root) {

    /** Where the launcher says the project is. */
    public static Project current() {
        String root = System.getProperty("cqube.project");
        if (root == null) {
            throw new IllegalStateException("the system property cqube.project is not set");
        }
        return new Project(Path.of(root).toAbsolutePath().normalize());
    }

    /** One folder per source: contract, SQL, flow. */
    public Path flowTemplates() {
        return root.resolve("flow-templates");
    }

    /** Class path of the command line and the backend. */
    public Path commandLibrary() {
        return root.resolve("cqube-runtime/target/lib");
    }

    /** NiFi's lib folder. */
    public Path nifiLibrary() {
        return root.resolve("cqube-runtime/target/nifi/lib");
    }
}
