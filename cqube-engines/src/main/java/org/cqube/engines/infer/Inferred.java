/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.util.List;

/**
 * A proposal, and what its reader should look at.
 *
 * @param json the {@code datapackage.json}
 * @param notes sentences about what the file left open, and about records that no contract accepts
 */
public record Inferred(String json, List<String> notes) {
    public Inferred {
        notes = List.copyOf(notes);
    }
}
