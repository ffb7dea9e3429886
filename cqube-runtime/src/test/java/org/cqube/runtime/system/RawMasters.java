/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hierarchy as it stands in raw master files of either layout. */
final class RawMasters {

    private static final Set<String> NOT_OPERATING = Set.of("1", "2", "3");
    private static final Set<String> NO = Set.of("0", "f", "false");

    private final Set<String> districts = new HashSet<>();
    private final Map<String, String> districtOfBlock = new HashMap<>();
    private final Map<String, String> blockOfCluster = new HashMap<>();
    private final Map<String, School> schools = new HashMap<>();

    /** A school and its management and category, which may be empty. */
    private record School(String cluster, String management, String category) {}

    /** Where a school stands; ids from the state down to the school. */
    record Place(
            String state,
            String district,
            String block,
            String cluster,
            String school,
            String management,
            String category) {

        /** The id at a level of the reports. */
        String id(String level) {
            return switch (level) {
                case "state" -> state;
                case "district" -> district;
                case "block" -> block;
                case "cluster" -> cluster;
                case "school" -> school;
                default -> throw new IllegalArgumentException(level);
            };
        }
    }

    /** Adds files; a later line of the same id replaces the earlier one. */
    RawMasters add(Path district, Path block, Path cluster, Path school) {
        RawCsv.read(
                district,
                line -> {
                    if (isActive(line)) {
                        districts.add(line.text("DistrictId", "udise_district_code"));
                    }
                });
        RawCsv.read(
                block,
                line -> {
                    if (isActive(line)) {
                        districtOfBlock.put(
                                line.text("BlockId", "udise_block_code"),
                                line.text("DistrictId", "udise_dist_code"));
                    }
                });
        RawCsv.read(
                cluster,
                line -> {
                    if (isActive(line)) {
                        blockOfCluster.put(
                                line.text("ClusterId", "udise_cluster_code"),
                                line.text("BlockId", "udise_block_code"));
                    }
                });
        RawCsv.read(
                school,
                line -> {
                    if (!NOT_OPERATING.contains(line.text("school_status"))) {
                        schools.put(
                                line.text("SchoolId", "udise_sch_code"),
                                new School(
                                        line.text("ClusterId", "cluster_cd"),
                                        line.text("SchMgt", "sch_mgmt_id"),
                                        line.text("SchCat", "sch_category_id")));
                    }
                });
        return this;
    }

    private static boolean isActive(RawCsv line) {
        return !NO.contains(line.text("IsActive", "is_active").toLowerCase(Locale.ROOT));
    }

    /** Empty for a school that reports do not count. */
    Optional<Place> place(String schoolId) {
        School school = schools.get(schoolId);
        if (school == null) {
            return Optional.empty();
        }
        String block = blockOfCluster.get(school.cluster());
        String district = districtOfBlock.get(block);
        if (block == null || district == null || !districts.contains(district)) {
            return Optional.empty();
        }
        String fourDigits = pad(district, 4);
        return Optional.of(
                new Place(
                        fourDigits.substring(0, 2),
                        fourDigits,
                        pad(block, 6),
                        pad(school.cluster(), 10),
                        pad(schoolId, 11),
                        school.management(),
                        school.category()));
    }

    private static String pad(String id, int digits) {
        return "0".repeat(Math.max(0, digits - id.length())) + id;
    }
}
