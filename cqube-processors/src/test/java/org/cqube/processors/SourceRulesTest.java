/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is particular to the rules of single sources, through all steps. */
class SourceRulesTest {
    private static final String TEACHERS = "teacher_attendance";
    private static final long SCHOOL = Attendance.SCHOOL;
    private static final long OTHER = SCHOOL + 1;

    private static final String INSPECTIONS =
            "inspectionid|observerid|observername|schoolid|beginningstandard|endstandard|totalclassrooms|visitdate|visitstarttime"
                    + "|visitendtime|actualclassrooms|totalsuggestionlastmonth|resolvedfromthat|isinspection|reasontype|reasondesc"
                    + "|totalscore|score|isoffline\n";
    private static final String LOCATIONS =
            "UserLocationMasterId|UserMasterId|SchoolId|InspectionId|Latitude|Longitude|InSchoolLocation|CreatedOn\n";

    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    /** A teacher's July 2020; a digit per day, {@code .} for none. */
    private static String teacher(final int id, final long school, final String days) {
        final StringJoiner cells = new StringJoiner("|");
        cells.add("2020-21|" + id + "|7|" + school);
        for (int day = 0; day < 31; day++) {
            final boolean empty = day >= days.length() || days.charAt(day) == '.';
            cells.add(empty ? "NULL" : days.substring(day, day + 1));
        }
        return cells.toString();
    }

    private static String teachers(final String... rows) {
        final StringJoiner header = new StringJoiner("|", "AC_YEAR|TCHCD|MONTH|SCHCD|", "\n");
        for (int day = 1; day <= 31; day++) {
            header.add(Integer.toString(day));
        }
        return header + String.join("\n", rows) + "\n";
    }

    /** Rows of this source have no ids: school, teacher and month are the key. */
    @Test
    void teachersDaysGrowAndNullClosesNoDay() {
        final Chain chain = new Chain(world, TEACHERS);
        chain.load(
                TEACHERS,
                "20200703080000",
                teachers(
                        teacher(1, SCHOOL, "13"),
                        teacher(1, OTHER, "1"),
                        teacher(2, SCHOOL, "67")));
        final long second =
                chain.load(
                        TEACHERS,
                        "20200705080000",
                        teachers(teacher(1, SCHOOL, "1345"), teacher(2, SCHOOL, "67")));

        assertThat(world.database.counts(second)).isEqualTo("loaded|2|1|0|1");
        assertThat(
                        world.database.lines(
                                "select teacher_id, school_id, rtrim(array_to_string(days, '', '.'), '.')"
                                        + " from fact.teacher_attendance order by 1, 2"))
                .containsExactly(
                        "1|" + SCHOOL + "|1345", "1|" + OTHER + "|1", "2|" + SCHOOL + "|67");
    }

    @Test
    void aTeachersMonthThatStandsTwiceWithOtherDaysIsRefused() {
        final Chain chain = new Chain(world, TEACHERS);
        final long emission =
                chain.load(
                        TEACHERS,
                        "20200703080000",
                        teachers(
                                teacher(1, SCHOOL, "1"),
                                teacher(1, SCHOOL, "2"),
                                teacher(2, SCHOOL, "8"),
                                teacher(3, SCHOOL, "1"),
                                teacher(3, SCHOOL, "1")));

        assertThat(world.database.rules(emission))
                .contains(
                        "row|domain.code|1",
                        "row|duplicate.id-conflict|2",
                        "row|duplicate.mirror|1");
        assertThat(world.database.lines("select teacher_id from fact.teacher_attendance"))
                .containsExactly("3");
    }

    @Test
    void aVisitThatIsStoredKeepsItsValues() {
        final Chain chain = new Chain(world, "crc");
        chain.load(
                "inspection_master",
                "20210118080000",
                INSPECTIONS
                        + "7001|420|A|"
                        + SCHOOL
                        + "|1|8|6|2021-01-18|10:05|13:40|6|2|1|2|||900|71.5|FALSE\n");
        final long second =
                chain.load(
                        "inspection_master",
                        "20210119080000",
                        INSPECTIONS
                                + "7001|420|A|"
                                + SCHOOL
                                + "|1|8|6|2021-01-18|10:05|13:40|6|2|1|2|||900|99|FALSE\n"
                                + "7002|420|A|"
                                + SCHOOL
                                + "|8|1|6|2021-01-18|10:05|13:40|6|2|1|2|||900|70|FALSE\n"
                                + "7003|420|A|"
                                + SCHOOL
                                + "|1|8|6|2021-01-18|10:05|13:40|6|2|1|4|||900|70|FALSE\n"
                                + "7004|420|A|"
                                + SCHOOL
                                + "|1|8|6|2021-01-18|10:05|13:40|6|2|1|0||||||\n"
                                        .replace("||||||", "|||||"));

        assertThat(world.database.counts(second)).isEqualTo("loaded|4|1|3|0");
        assertThat(world.database.rules(second))
                .contains("row|domain.code|1", "row|domain.range|1", "row|overlap.id|1");
        assertThat(
                        world.database.lines(
                                "select inspection_id, score from fact.crc_visit order by 1"))
                .containsExactly("7001|71.5", "7004|");
    }

    /** Several visits at one place share its coordinates rightly. */
    @Test
    void aPlaceOfTheFutureVisitIsLoadedAndCountedWhenTheVisitArrives() {
        final Chain chain = new Chain(world, "crc");
        final long locations =
                chain.load(
                        "user_location_master",
                        "20210118080000",
                        LOCATIONS
                                + "3301|420|"
                                + SCHOOL
                                + "|7001|21.10421|78.33019|TRUE|2021-01-18 10:07:31.120000000\n"
                                + "3302|420|"
                                + SCHOOL
                                + "|7002|78.33019|21.10421|TRUE|2021-01-19 10:07:31.120000000\n"
                                + "3303|420|"
                                + SCHOOL
                                + "|7002|91|78.33019|TRUE|2021-01-19 10:07:31\n");
        chain.step("aggregate");

        assertThat(world.database.rules(locations))
                .contains(
                        "row|domain.range|1", "warning|geo.outside|1", "warning|ref.inspection|2");
        assertThat(world.database.lines("select inspection_id from agg.crc_visit")).isEmpty();
        chain.load(
                "inspection_master",
                "20210120080000",
                INSPECTIONS
                        + "7001|420|A|"
                        + SCHOOL
                        + "|1|8|6|2021-01-18|10:05|13:40|6|2|1|2|||900|71.5|FALSE\n");
        chain.step("aggregate");
        assertThat(world.database.lines("select inspection_id, visited from agg.crc_visit"))
                .containsExactly("7001|t");
    }

    @Test
    void aSchoolMayGainAToiletAndIsScoredAnew() {
        final Chain chain = new Chain(world, "infrastructure");
        chain.load(
                "infra_trans",
                "20210118080000",
                "school_id|NoOfToilet|HaveLibrary\n" + SCHOOL + "|0|1\n");
        final long second =
                chain.load(
                        "infra_trans",
                        "20210119080000",
                        "school_id|NoOfToilet|HaveLibrary\n"
                                + SCHOOL
                                + "|2|1\n"
                                + OTHER
                                + "|1|1\n"
                                + OTHER
                                + "|2|1\n"
                                + "88010100109|-1|1\n");
        chain.step("aggregate");

        assertThat(world.database.counts(second)).isEqualTo("aggregated|4|1|3|0");
        assertThat(world.database.rules(second))
                .contains("row|domain.range|1", "row|duplicate.id-conflict|2");
        assertThat(world.database.lines("select toilet, library from fact.infrastructure_school"))
                .containsExactly("2|1");
    }

    @Test
    void whatAStateWritesForYesIsTakenAndWhatASchoolHadIsKept() {
        final Chain chain = new Chain(world, "infrastructure");
        chain.load(
                "infra_trans",
                "20210118080000",
                "school_id|NoOfToilet|HaveLibrary\n" + SCHOOL + "|0|false\n");
        chain.load(
                "infra_trans",
                "20210119080000",
                "school_id|NoOfToilet|HaveLibrary\n" + SCHOOL + "|3|TRUE\n");
        assertThat(world.database.lines("select toilet, library from fact.infrastructure_school"))
                .containsExactly("3|1");
        assertThat(
                        world.database.lines(
                                "select toilet, library, replaced_by from fact.infrastructure_school_history"))
                .containsExactly("0|0|2");
    }

    @Test
    void aPupilWhoChangesTheSchoolLeavesHistory() {
        final Chain chain = new Chain(world, "student_master");
        final String header =
                "StudentId|AcademicYear|SchoolId|StudyingClass|Section|Medium|Stream\n";
        chain.load(
                "student_mst",
                "20200618080000",
                header + "77|2020-21|" + SCHOOL + "|6|A|Hindi|Arts\n");
        chain.load(
                "student_mst",
                "20200718080000",
                header + "77|2020-21|" + OTHER + "|6|A|Hindi|Arts\n");
        final long next =
                chain.load(
                        "student_mst",
                        "20210618080000",
                        header
                                + "77|2021-22|"
                                + OTHER
                                + "|7|A|Hindi|Arts\n"
                                + "78|2021-22|"
                                + OTHER
                                + "|7|A|Hindi|Dance\n"
                                + "79|2021-22|"
                                + OTHER
                                + "|13|A|Hindi|Arts\n");

        assertThat(world.database.rules(next))
                .contains("row|domain.range|1", "warning|domain.code|1");
        assertThat(
                        world.database.lines(
                                "select student_id, academic_year, school_id, grade from master.student order by 1, 2"))
                .containsExactly(
                        "77|2020-21|" + OTHER + "|6",
                        "77|2021-22|" + OTHER + "|7",
                        "78|2021-22|" + OTHER + "|7");
        assertThat(world.database.lines("select student_id, school_id from master.student_history"))
                .containsExactly("77|" + SCHOOL);
    }
}
