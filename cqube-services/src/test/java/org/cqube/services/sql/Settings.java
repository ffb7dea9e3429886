/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.time.LocalDate;

/** The settings of a run, as they stand in its temporary table. */
record Settings(
        LocalDate asof,
        int academicYearStartMonth,
        String stateName,
        boolean requireGeo,
        String weeklyHolidays) {

    static Settings asof(String day) {
        return new Settings(LocalDate.parse(day), 6, "State", false, "");
    }

    Settings withWeeklyHolidays(String days) {
        return new Settings(asof, academicYearStartMonth, stateName, requireGeo, days);
    }

    Settings withRequireGeo() {
        return new Settings(asof, academicYearStartMonth, stateName, true, weeklyHolidays);
    }

    Settings withStartMonth(int month) {
        return new Settings(asof, month, stateName, requireGeo, weeklyHolidays);
    }

    String table() {
        return """
        create temp table run on commit drop as
        select ''::text as source, date '%s' as asof, %d as academic_year_start_month, '%s'::text as state_name,
               %s as require_geo, '%s'::text as weekly_holidays\
        """
                .formatted(asof, academicYearStartMonth, stateName, requireGeo, weeklyHolidays);
    }
}
