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

/** The columns of a manifest and the names that old emitters give them. */
final class ManifestColumns {

    static final String FILE_NAME = "file_name";
    static final String FILE_SIZE = "file_size";
    static final String RECORDS = "total_number_of_records";
    static final String COLUMNS = "total_number_of_columns";
    static final String SHA256 = "sha256";
    static final String EMISSION_TIME = "emission_time";
    static final String CORRECTS = "corrects";
    static final String MODE = "mode";

    /** Of old emitters: how many data files the zip holds, the manifest itself not counted. */
    static final String TOTAL_FILES = "total_files_in_zip_file";

    /** What a manifest must say where it is required in full. */
    static final List<String> MANDATORY = List.of(FILE_NAME, FILE_SIZE, RECORDS, EMISSION_TIME);

    static final byte DELIMITER = '|';
    static final byte QUOTE = '"';

    private static final Map<String, String> ALIASES = Map.of("relative_file_path", FILE_NAME);

    private ManifestColumns() {}

    /** The name of a column, given its header in lower case. */
    static String canonical(String header) {
        return ALIASES.getOrDefault(header, header);
    }
}
