/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The project's own sample files: an invented state 88 with two districts, forty schools and two
 * thousand pupils, from May to June 2020, so that two academic years meet. The masters come in the
 * layout of a state's own database. Always the same bytes.
 */
final class SampleFiles {

    private static final int DISTRICTS = 2;
    private static final int BLOCKS = 2;
    private static final int CLUSTERS = 2;
    private static final int SCHOOLS = 5;
    private static final int PUPILS = 50;
    private static final List<YearMonth> MONTHS =
            List.of(YearMonth.of(2020, 5), YearMonth.of(2020, 6));

    private static final List<String> DISTRICT_NAMES = List.of("Amrapur", "Neelganga");
    private static final List<String> BLOCK_NAMES = List.of("North", "South");
    private static final List<String> CLUSTER_NAMES = List.of("Banyan", "Mango");
    private static final List<String> SCHOOL_NAMES =
            List.of("Lotus", "Peacock", "River View", "Hill & Lake", "Sunrise");
    private static final List<String> MANAGEMENTS =
            List.of("Government", "Government aided", "Private", "Tribal welfare");
    private static final List<Integer> CATEGORIES = List.of(1, 2, 3);
    private static final List<String> CATEGORY_NAMES =
            List.of("Primary", "Primary with Upper Primary", "Upper Primary with Secondary");

    private final Random random = new Random(88);
    private final StringBuilder districts =
            new StringBuilder("DistrictId|StateId|District|IsActive\n");
    private final StringBuilder blocks =
            new StringBuilder("BlockId|StateId|DistrictId|Block|IsActive\n");
    private final StringBuilder clusters =
            new StringBuilder("ClusterId|StateId|DistrictId|BlockId|Cluster|IsActive\n");
    private final StringBuilder schools =
            new StringBuilder(
                    "SchoolId|School|lowclass|highclass|SchMgt|SchCat|SchoolMedium|StateId"
                            + "|DistrictId|BlockId|ClusterId|Latitude|Longitude\n");
    private final StringBuilder attendance =
            new StringBuilder(
                    "StudentAttendanceId|StudentId|SchoolId|AadhaarUID|AcademicYear|Month|"
                            + IntStream.rangeClosed(1, 31)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining("|"))
                            + "\n");
    private final List<SampleSchool> sites = new ArrayList<>();
    private int attendanceId = 1000;

    private SampleFiles() {
        for (int district = 1; district <= DISTRICTS; district++) {
            addDistrict(district);
        }
    }

    /** Contents by path below the folder of the samples. */
    static Map<String, String> all() {
        SampleFiles made = new SampleFiles();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("district_master/district_mst.csv", made.districts.toString());
        files.put("block_master/block_mst.csv", made.blocks.toString());
        files.put("cluster_master/cluster_mst.csv", made.clusters.toString());
        files.put("school_management_master/school_management_master.csv", managements());
        files.put("school_master/school_mst.csv", made.schools.toString());
        files.put("school_category_master/school_category_master.csv", categories());
        files.put("student_master/student_mst.csv", SampleRegisters.pupils(made.sites, PUPILS));
        files.put("teacher_master/teacher_mst.csv", SampleRegisters.teachers(made.sites));
        files.put("student_attendance/student_attendance.csv", made.attendance.toString());
        files.put(
                "teacher_attendance/teacher_attendance.csv", new SampleTeachers().days(made.sites));
        files.put("crc/inspection_master.csv", new SampleVisits(made.sites).inspections());
        files.put("crc/user_location_master.csv", new SampleVisits(made.sites).locations());
        files.put("infrastructure/infra_trans.csv", SampleFacilities.of(made.sites));
        files.put("semester/semester.csv", new SampleSemester().of(made.sites));
        files.putAll(
                new SampleExams("pat", LocalDate.of(2020, 6, 10), null).of(made.sites, "periodic"));
        files.putAll(
                new SampleExams("sat", LocalDate.of(2020, 6, 24), 1).of(made.sites, "semester"));
        return files;
    }

    private static String managements() {
        StringBuilder lines = new StringBuilder("ManagementId|Management|default_option\n");
        for (int i = 0; i < MANAGEMENTS.size(); i++) {
            lines.append("%d|%s|%s\n".formatted(i + 1, MANAGEMENTS.get(i), i == 0 ? "TRUE" : ""));
        }
        return lines.toString();
    }

    private static String categories() {
        StringBuilder lines = new StringBuilder("SchoolCategoryId|SchoolCategory\n");
        for (int category : CATEGORIES) {
            lines.append("%d|%s\n".formatted(category, CATEGORY_NAMES.get(category - 1)));
        }
        return lines.toString();
    }

    private void addDistrict(int district) {
        int id = 8800 + district;
        String name = DISTRICT_NAMES.get(district - 1);
        districts.append("%d|88|%s|1\n".formatted(id, name));
        for (int block = 1; block <= BLOCKS; block++) {
            addBlock(id, id * 100 + block, name + " " + BLOCK_NAMES.get(block - 1));
        }
    }

    private void addBlock(int district, int id, String name) {
        blocks.append("%d|88|%d|%s|1\n".formatted(id, district, name));
        for (int cluster = 1; cluster <= CLUSTERS; cluster++) {
            long clusterId = id * 10_000L + cluster;
            String clusterName = name + " " + CLUSTER_NAMES.get(cluster - 1);
            clusters.append("%d|88|%d|%d|%s|1\n".formatted(clusterId, district, id, clusterName));
            for (int school = 1; school <= SCHOOLS; school++) {
                addSchool(district, id, clusterId, cluster, school);
            }
        }
    }

    /**
     * Village and cluster share their number here; in the field they do not, so nothing may rely on
     * it.
     */
    private void addSchool(int district, int block, long clusterId, int cluster, int school) {
        long id = block * 100_000L + cluster * 100L + school;
        String name =
                "%s School %s".formatted(SCHOOL_NAMES.get(school - 1), clusterId % 10 + school * 2);
        boolean upper = school % 2 == 0;
        int management = 1 + random.nextInt(MANAGEMENTS.size());
        int category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        int medium = 1 + random.nextInt(4);
        double latitude = 20 + (district % 100) * 0.8 + random.nextDouble();
        double longitude = 76 + (block % 100) * 0.9 + random.nextDouble();
        sites.add(
                new SampleSchool(
                        id, clusterId, upper ? 6 : 1, upper ? 10 : 5, latitude, longitude));
        schools.append(
                String.format(
                        Locale.ROOT,
                        "%d|%s|%d|%d|%d|%d|%d|88|%d|%d|%d|%.5f|%.5f\n",
                        id,
                        name,
                        upper ? 6 : 1,
                        upper ? 10 : 5,
                        management,
                        category,
                        medium,
                        district,
                        block,
                        clusterId,
                        latitude,
                        longitude));
        double presence = 0.78 + 0.18 * random.nextDouble();
        for (YearMonth month : MONTHS) {
            for (int pupil = 1; pupil <= PUPILS; pupil++) {
                addPupilsMonth(id, pupil, month, presence);
            }
        }
    }

    private void addPupilsMonth(long school, int pupil, YearMonth month, double presence) {
        int firstYear = month.getMonthValue() >= 6 ? month.getYear() : month.getYear() - 1;
        attendance.append(
                "%1$d|%2$d|%3$d|%2$d|%4$d-%5$02d|%6$d"
                        .formatted(
                                attendanceId++,
                                school * 10_000 + pupil,
                                school,
                                firstYear,
                                (firstYear + 1) % 100,
                                month.getMonthValue()));
        for (int day = 1; day <= 31; day++) {
            attendance.append('|').append(code(month, day, presence));
        }
        attendance.append('\n');
    }

    private String code(YearMonth month, int day, double presence) {
        double drawn = random.nextDouble();
        if (day > month.lengthOfMonth()
                || month.atDay(day).getDayOfWeek() == DayOfWeek.SUNDAY
                || drawn > 0.985) {
            return "NULL";
        }
        if (isHoliday(month.atDay(day))) {
            return "5";
        }
        return drawn < presence ? "1" : "2";
    }

    private static boolean isHoliday(LocalDate day) {
        return day.equals(LocalDate.of(2020, 5, 1)) || day.equals(LocalDate.of(2020, 6, 15));
    }
}
