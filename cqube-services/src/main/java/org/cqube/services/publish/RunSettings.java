/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

/**
 * What an installation sets for its metrics; the SQL of the sources reads it from the temporary
 * table {@code run}.
 *
 * @param academicYearStartMonth 1 to 12
 * @param stateName name printed for the state
 * @param requireGeo whether schools without coordinates are left out of percentages, as the
 *     original did
 * @param weeklyHolidays names of days of the week that are never working days, separated by commas;
 *     may be empty
 */
public record RunSettings(
        int academicYearStartMonth, String stateName, boolean requireGeo, String weeklyHolidays) {}
