/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.validation;

import org.cqube.engines.finding.Rule;

/** What can be wrong with one value, in the order of the stages. */
enum Problem {
    NOT_INTEGER(Rule.COLUMN_TYPE, "not a whole number"),
    SCIENTIFIC(
            Rule.COLUMN_TYPE,
            "scientific notation, which spreadsheets make of long numbers: the digits are lost;"
                    + " format the column as text and export it again"),
    NOT_NUMBER(Rule.COLUMN_TYPE, "not a number with a decimal dot"),
    NOT_DATE(Rule.COLUMN_TYPE, "not a date like 2020-07-31"),
    NOT_TIME(Rule.COLUMN_TYPE, "not a time like 10:05 or 10:05:00"),
    NOT_TIMESTAMP(Rule.COLUMN_TYPE, "not a time stamp like 2020-07-31 10:05:00"),
    NOT_BOOLEAN(Rule.COLUMN_TYPE, "neither TRUE nor FALSE, t nor f, 1 nor 0"),
    NOT_FLAG_OR_COUNT(Rule.COLUMN_TYPE, "neither a whole number nor TRUE or FALSE, t or f"),
    TOO_LONG(Rule.COLUMN_SIZE, "longer than the column allows"),
    OUT_OF_TYPE(Rule.COLUMN_SIZE, "a number outside the range of the column's type"),
    MISSING(Rule.COLUMN_MANDATORY, "a value is mandatory"),
    NOT_IN_LIST(Rule.DOMAIN_CODE, "not in the list of codes"),
    NO_MATCH(Rule.DOMAIN_CODE, "not in the form that the column asks for"),
    OUT_OF_RANGE(Rule.DOMAIN_RANGE, "outside the allowed range"),
    NOT_ACADEMIC_YEAR(
            Rule.DOMAIN_ACADEMIC_YEAR,
            "not an academic year like 2020-21, whose second part follows the first");

    private final Rule rule;
    private final String message;

    Problem(Rule rule, String message) {
        this.rule = rule;
        this.message = message;
    }

    Rule rule() {
        return rule;
    }

    String message() {
        return message;
    }
}
