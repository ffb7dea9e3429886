/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.util.List;
import java.util.Random;

/** What the schools of the invented state have, in the layout of the field, some of it unknown. */
final class SampleFacilities {

    private SampleFacilities() {}

    static String of(List<SampleSchool> schools) {
        Random random = new Random(884);
        StringBuilder lines =
                new StringBuilder(
                        "school_id|NoOfToilet|handwash_yn|HaveCCTV|HaveLibrary|HaveDrinkingWater|tap_water_functional"
                                + "|HaveElectricity|playground_yn|boys_functional_toilet|girls_functional_toilet"
                                + "|HaveCWSNToilet|solarpanel_yn|handpumps_functional\n");
        for (SampleSchool school : schools) {
            lines.append(school.id())
                    .append('|')
                    .append(random.nextInt(5))
                    .append(flag(random, 8))
                    .append(flag(random, 2))
                    .append(flag(random, 7))
                    .append(flag(random, 9))
                    .append(count(random))
                    .append(flag(random, 9))
                    .append(flag(random, 6))
                    .append(count(random))
                    .append(count(random))
                    .append(flag(random, 3))
                    .append(flag(random, 3))
                    .append(count(random))
                    .append('\n');
        }
        return lines.toString();
    }

    private static String flag(Random random, int outOfTen) {
        return random.nextInt(10) < outOfTen ? "|1" : "|0";
    }

    /** One in ten is not reported. */
    private static String count(Random random) {
        int drawn = random.nextInt(10);
        return drawn == 9 ? "|" : "|" + drawn / 2;
    }
}
