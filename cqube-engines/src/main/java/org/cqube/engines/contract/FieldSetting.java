/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

/**
 * What the state's configuration says of one field.
 *
 * @param stateColumn header of the column in the state's files; null if the headers of the contract
 *     count, or the state has no such column
 * @param active whether the column is checked and loaded
 * @param encoding how its values are to be read by the SQL of the source; null if as usual
 */
public record FieldSetting(String stateColumn, boolean active, String encoding) {

    /** State column that takes a header back: name and aliases of the contract count again. */
    private static final String OF_THE_CONTRACT = "*";

    public FieldSetting {
        stateColumn = OF_THE_CONTRACT.equals(stateColumn) ? null : stateColumn;
    }
}
