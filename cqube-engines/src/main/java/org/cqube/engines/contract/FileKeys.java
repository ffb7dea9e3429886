/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The fields that tell the rows of a file apart: without them nothing can be loaded. */
public final class FileKeys {

    private FileKeys() {}

    /**
     * Names of the fields of the primary key, of the key of the target, and of what makes a day.
     */
    public static Set<String> of(FileContract file) {
        Set<String> keys = new LinkedHashSet<>(file.primaryKey());
        file.fields().stream()
                .filter(field -> field.stored() && file.target().key().contains(field.column()))
                .map(FieldContract::name)
                .forEach(keys::add);
        Days days = file.target().days();
        if (days != null) {
            Stream.of(
                            days.school(),
                            days.person(),
                            days.recordId(),
                            days.academicYear(),
                            days.month())
                    .filter(Objects::nonNull)
                    .forEach(keys::add);
        }
        return keys;
    }
}
