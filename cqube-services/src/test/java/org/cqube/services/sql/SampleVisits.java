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
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Up to three invented visits to each school from May to June 2020, by one coordinator for each
 * cluster, and where the phone was: mostly at the school, sometimes twice, sometimes far away.
 */
final class SampleVisits {

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 5, 4);
    private static final int DAYS = 57;
    private static final double DEGREES_OF_30_METRES = 0.00027;

    private final Random random = new Random(883);
    private final StringBuilder inspections =
            new StringBuilder(
                    "InspectionId|ObserverId|ObserverName|SchoolId|BeginningStandard|EndStandard|TotalClassRooms"
                            + "|VisitDate|VisitStartTime|VisitEndTime|ActualClassRooms|TotalSuggestionLastMonth"
                            + "|ResolvedFromThat|IsInspection|ReasonType|ReasonDesc|TotalScore|Score|IsOffline\n");
    private final StringBuilder locations =
            new StringBuilder(
                    "UserLocationMasterId|UserMasterId|SchoolId|InspectionId|Latitude|Longitude|InSchoolLocation|CreatedOn\n");
    private int inspectionId = 7001;
    private int locationId = 3301;

    SampleVisits(List<SampleSchool> schools) {
        for (SampleSchool school : schools) {
            for (int visit = random.nextInt(4); visit > 0; visit--) {
                addVisit(school);
            }
        }
    }

    String inspections() {
        return inspections.toString();
    }

    String locations() {
        return locations.toString();
    }

    private void addVisit(SampleSchool school) {
        long observer = 400 + school.cluster() % 100 + school.cluster() / 10_000 % 100 * 10;
        LocalDate day = FIRST_DAY.plusDays(random.nextInt(DAYS));
        boolean made = random.nextInt(10) < 8;
        int rooms = 4 + random.nextInt(8);
        inspections.append(
                "%d|%d|Coordinator %d|%d|%d|%d|%d|%s|10:%02d|13:%02d|"
                        .formatted(
                                inspectionId,
                                observer,
                                observer,
                                school.id(),
                                school.lowestClass(),
                                school.highestClass(),
                                rooms,
                                day,
                                random.nextInt(60),
                                random.nextInt(60)));
        inspections.append(
                made
                        ? String.format(
                                Locale.ROOT,
                                "%d|%d|%d|2|||900|%.1f|FALSE\n",
                                rooms,
                                2 + random.nextInt(3),
                                random.nextInt(3),
                                60 + random.nextDouble() * 30)
                        : "|||0|Other|Training at the block|||\n");
        for (int place = random.nextInt(5) == 0 ? 2 : 1; place > 0; place--) {
            addLocation(school, observer, day, made);
        }
        inspectionId++;
    }

    private void addLocation(SampleSchool school, long observer, LocalDate day, boolean made) {
        double away = made ? DEGREES_OF_30_METRES : 0.1;
        locations.append(
                String.format(
                        Locale.ROOT,
                        "%d|%d|%d|%d|%.5f|%.5f|%s|%s 11:%02d:%02d.120000000\n",
                        locationId++,
                        observer,
                        school.id(),
                        inspectionId,
                        school.latitude() + away * random.nextDouble(),
                        school.longitude() + away * random.nextDouble(),
                        made ? "TRUE" : "FALSE",
                        day,
                        random.nextInt(60),
                        random.nextInt(60)));
    }
}
