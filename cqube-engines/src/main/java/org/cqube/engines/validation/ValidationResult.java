/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import java.util.Map;

/**
 * What validation found. {@code recordsIn = accepted + rejected}, and {@code rejectedByRule} sums
 * to {@code rejected}.
 *
 * @param sha256 64 lower-case hex digits of the raw bytes
 * @param recordsIn records after the header, blank lines not counted
 * @param accepted records written to the canonical file
 * @param rejected records refused
 * @param blankLines lines of white space
 * @param rejectedByRule refused records by the id of the rule they first violated
 * @param cellsByRule cells of accepted records that were not taken, by rule id
 * @param warnings findings about accepted records or the header that refuse nothing, by rule id
 */
public record ValidationResult(
        String sha256,
        long recordsIn,
        long accepted,
        long rejected,
        long blankLines,
        Map<String, Long> rejectedByRule,
        Map<String, Long> cellsByRule,
        Map<String, Long> warnings) {}
