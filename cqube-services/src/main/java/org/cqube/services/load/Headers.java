/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;

/** Names of columns as an emitter knows them. */
final class Headers {
    private Headers() {}

    /** The best known header of a field: its first alias, else its own name. */
    static String of(final FileContract file, final String field) {
        return file.field(field)
                .map(FieldContract::aliases)
                .filter(aliases -> !aliases.isEmpty())
                .map(aliases -> aliases.getFirst())
                .orElse(field);
    }
}
