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

/**
 * Which groups of rows a commit names as changed, where the rows' own keys would be too many, too
 * fine, or personal: a million marks of pupils are a few thousand schools' exams.
 *
 * @param kind tells the groups of one file of a source from those of another
 * @param columns database columns whose values make a group's key
 */
public record Touch(String kind, List<String> columns) {
    public Touch {
        columns = List.copyOf(columns);
    }
}
