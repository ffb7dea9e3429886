/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.FileNames;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.contract.Selectors;
import org.cqube.engines.contract.SourceContract;
import org.cqube.engines.contract.Target;

/** Contracts as far as emissions need them: what the files of a source are called. */
final class Sources {

    private Sources() {}

    static SourceContract of(String name, String... baseNames) {
        return of(name, '|', baseNames);
    }

    static SourceContract of(String name, char delimiter, String... baseNames) {
        return new SourceContract(
                name,
                name,
                List.of(name),
                SourceContract.Kind.FACT,
                Stream.of(baseNames).map(base -> file(base, (byte) delimiter)).toList(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "0".repeat(64));
    }

    private static FileContract file(String baseName, byte delimiter) {
        return new FileContract(
                baseName,
                delimiter,
                (byte) '"',
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                new Overlap(Overlap.Policy.REJECT, Overlap.Scope.SCHOOL),
                new Target(
                        Target.Kind.RECORD,
                        "fact",
                        baseName,
                        List.of(),
                        null,
                        Map.of(),
                        null,
                        false,
                        null),
                List.of(),
                FileNames.PLAIN,
                List.of(),
                null,
                Selectors.NONE);
    }
}
