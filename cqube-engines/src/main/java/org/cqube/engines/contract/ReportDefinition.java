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
 * One published report.
 *
 * @param id name of the report in the output bucket
 * @param sql name of the SQL file beside the contract
 * @param format {@code json} or {@code csv}
 * @param csv whether each of its JSON files is published a second time, as a table for spreadsheets
 */
public record ReportDefinition(String id, String sql, String format, boolean csv) {

    /** Name of the report that holds the tables, if {@link #csv}. */
    public String csvId() {
        return id + "-csv";
    }
}
