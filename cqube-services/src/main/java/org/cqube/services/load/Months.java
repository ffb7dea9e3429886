/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import org.cqube.engines.contract.Days;
import org.cqube.services.postgres.SqlIdentifier;

/**
 * The first day of the month of each incoming record. A file holds a few months and many records:
 * it is worked out once per month, and joined.
 */
final class Months {
    private final Days days;
    private final int startMonth;

    /**
     * @param days which fields make a day
     * @param startMonth first month of an academic year, 1 to 12
     */
    Months(final Days days, final int startMonth) {
        this.days = days;
        this.startMonth = startMonth;
    }

    /** A query for the months that came: (academic year, month, month_start), under field names. */
    String query() {
        return "select "
                + year()
                + ", "
                + month()
                + ", meta.month_start("
                + year()
                + ", "
                + month()
                + ", "
                + startMonth
                + ") as month_start from (select distinct "
                + year()
                + ", "
                + month()
                + " from incoming) came";
    }

    /** The incoming records with {@code month_start}, to be put after {@code from}. */
    String incoming() {
        return "incoming join (" + query() + ") months using (" + year() + ", " + month() + ")";
    }

    private String year() {
        return SqlIdentifier.quote(days.academicYear());
    }

    private String month() {
        return SqlIdentifier.quote(days.month());
    }
}
