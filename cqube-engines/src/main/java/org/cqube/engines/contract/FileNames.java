/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.List;
import java.util.Set;
import org.cqube.engines.finding.Rule;

/**
 * How a file and its columns may be called beside what contract and fields say.
 *
 * @param perFile whether the file stands for one file per file of every other source
 * @param otherBaseNames base names of the CSV that are accepted too
 * @param headerRule rule under which a header that does not fit is refused
 * @param ignoredHeaders headers of columns that configuration switched off, in lower case: passed
 *     over without a finding
 * @param inactive the columns that configuration switched off, for SQL that names them
 */
public record FileNames(
        boolean perFile,
        List<String> otherBaseNames,
        Rule headerRule,
        Set<String> ignoredHeaders,
        List<FieldContract> inactive) {

    /** One file under one name. */
    public static final FileNames PLAIN =
            new FileNames(false, List.of(), Rule.COLUMN_HEADER, Set.of(), List.of());

    public FileNames {
        otherBaseNames = List.copyOf(otherBaseNames);
        ignoredHeaders = Set.copyOf(ignoredHeaders);
        inactive = List.copyOf(inactive);
    }

    FileNames withOtherBaseNames(List<String> others) {
        return new FileNames(perFile, others, headerRule, ignoredHeaders, inactive);
    }

    FileNames without(Set<String> ignored, List<FieldContract> switchedOff) {
        return new FileNames(perFile, otherBaseNames, headerRule, ignored, switchedOff);
    }
}
