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

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Semester results in the layout with a column per subject, from zip to table. */
class SemesterRulesTest {
    private static final String SOURCE = "semester";
    private static final String HEADER =
            "DistrictId|District|BlockId|Block|ClusterId|Cluster|SchoolId|School|Sem|AadhaarUID|StudyingClass|Section"
                    + "|PA_GUJ|Gujarati|PA_Maths|Maths|PA_ES|ES|PA_Science|Science|PA_SS|SS|PA_HINDI|Hindi"
                    + "|PA_ENGLISH|English|PA_SANSKRIT|Sanskrit";

    private final World world = World.WORLD;
    private Chain chain;

    @BeforeEach
    void reset() {
        world.reset();
        chain = new Chain(world, SOURCE);
    }

    private static String row(
            final int pupil, final int semester, final int grade, final String maths) {
        return "8803|North|880302|Nb2|8803020007|Nb2C7|88030200412|School A|%d|88030200412007%d|%d|A|||P|%s||||||||||||"
                .formatted(semester, pupil, grade, maths);
    }

    private static String csv(final String... rows) {
        return HEADER + "\n" + String.join("\n", rows) + "\n";
    }

    /** The worked example of data-sources 3.5: line 2 and 3 conflict, 6 is a mirror. */
    @Test
    void otherMarksOfOneSemesterTakeEachOtherOut() {
        final long emission =
                chain.load(
                        SOURCE,
                        "20200715080000",
                        csv(
                                row(1, 1, 6, "50"),
                                row(1, 1, 6, "55"),
                                row(1, 2, 6, "50"),
                                row(2, 1, 6, "40"),
                                row(2, 1, 6, "40")));
        assertThat(world.database.counts(emission)).isEqualTo("loaded|5|2|3|0");
        assertThat(world.database.rules(emission))
                .containsExactly(
                        "row|duplicate.mirror|1",
                        "row|duplicate.semester|2",
                        "warning|ref.school|2");
    }

    @Test
    void theClassSaysTheMostMarks() {
        final long emission =
                chain.load(
                        SOURCE,
                        "20200715080000",
                        csv(
                                row(1, 1, 5, "40"),
                                row(2, 1, 5, "41"),
                                row(3, 1, 6, "80"),
                                row(4, 1, 6, "81"),
                                row(5, 1, 9, "99"),
                                row(6, 1, 5, "-1")));
        assertThat(world.database.counts(emission)).isEqualTo("loaded|6|3|3|0");
        assertThat(
                        new String(
                                world.bytes(
                                        World.INPUT,
                                        world.database.one(
                                                "select rejects_key from meta.emission where emission_id = ?",
                                                emission)),
                                StandardCharsets.UTF_8))
                .contains(
                        "3,domain.range,Maths,41,",
                        "5,domain.range,Maths,81,",
                        "7,domain.range,Maths,");
    }

    @Test
    void withoutAColumnTheEmissionTellsTheAcademicYear() {
        chain.load(SOURCE, "20200715080000", csv(row(1, 1, 5, "30")));
        chain.load(SOURCE, "20210415080000", csv(row(1, 1, 5, "31")));
        chain.load(SOURCE, "20210615080000", csv(row(1, 1, 5, "32")));
        assertThat(
                        world.database.lines(
                                "select academic_year, subject_3 from fact.semester_result order by 1"))
                .as("the second is the same pupil, year, semester and class as the first")
                .containsExactly("2020-21|30", "2021-22|32");
        assertThat(world.database.rules(2)).contains("row|overlap.id|1");
        assertThat(world.database.lines("select distinct key_value from meta.touched order by 1"))
                .containsExactly("88030200412|2020-21|1|5", "88030200412|2021-22|1|5");
    }

    @Test
    void aYearInTheFileWins() {
        chain.load(
                SOURCE,
                "20200715080000",
                HEADER + "|AcademicYear\n" + row(1, 1, 5, "30") + "|2018-19\n");
        assertThat(world.database.one("select academic_year from fact.semester_result"))
                .isEqualTo("2018-19");
    }

    /** A state that teaches no Sanskrit says so; its files have no such column. */
    @Test
    void aSubjectThatIsSwitchedOffNeedsNoColumn() {
        final Chain config = new Chain(world, "config");
        config.load(
                "config_semester",
                "20200701080000",
                "id|cqube_column|state_column|status\n1|subject_8|-|0\n2|pa_sanskrit|-|0\n3|subject_3|Ganit|1\n");
        assertThat(world.database.one("select state from meta.emission")).isEqualTo("loaded");
        final String header =
                HEADER.replace("|PA_SANSKRIT|Sanskrit", "").replace("|Maths|", "|Ganit|");
        final long emission =
                chain.load(
                        SOURCE,
                        "20200715080000",
                        header + "\n" + row(1, 1, 5, "30").replaceFirst("\\|\\|$", "") + "\n");
        assertThat(world.database.counts(emission)).isEqualTo("loaded|1|1|0|0");
        assertThat(world.database.one("select subject_3 from fact.semester_result"))
                .isEqualTo("30");
    }
}
