/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.SourceContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed contracts: valid, complete, and fitting the layouts known from the field. */
class ContractFilesTest {

    static Stream<String> sources() {
        return FlowTemplates.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void isReadAndItsFilesAreThere(String source) {
        SourceContract contract = FlowTemplates.contract(source);
        assertThat(contract.name()).isEqualTo(source);
        if (!contract.derived()) {
            assertThat(contract.prefixes()).startsWith(source);
        }
        assertThat(contract.dependsOn()).isSubsetOf(FlowTemplates.sources());
        List<String> scripts = new ArrayList<>(contract.aggregates());
        contract.reports().stream().map(ReportDefinition::sql).forEach(scripts::add);
        assertThat(scripts)
                .isNotEmpty()
                .allSatisfy(
                        script ->
                                assertThat(FlowTemplates.FOLDER.resolve(source).resolve(script))
                                        .exists());
    }

    @ParameterizedTest
    @MethodSource("sources")
    void noHeaderStandsForTwoFields(String source) {
        for (FileContract file : FlowTemplates.contract(source).files()) {
            Set<String> seen = new HashSet<>();
            for (FieldContract field : file.fields()) {
                Set<String> own = headers(field);
                assertThat(seen).as(field.name()).doesNotContainAnyElementsOf(own);
                seen.addAll(own);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void anIdentityNumberIsStoredOnlyWhereItIsThePupilsOnlyKey(String source) {
        for (FileContract file : FlowTemplates.contract(source).files()) {
            assertThat(file.storedFields())
                    .filteredOn(
                            field -> headers(field).stream().anyMatch(name -> name.contains("uid")))
                    .allMatch(FieldContract::personal)
                    .allMatch(field -> file.target().key().contains(field.column()));
        }
    }

    /** Headers in the order of the domain page. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "district_master, DistrictId|StateId|District|IsActive",
        "district_master, district_name|udise_district_code|inityear|is_active",
        "block_master, BlockId|StateId|DistrictId|Block|IsActive",
        "block_master, block_name|udise_block_code|udise_dist_code|udise_state_code",
        "cluster_master, ClusterId|StateId|DistrictId|BlockId|Cluster|IsActive",
        "cluster_master, cluster_name|udise_block_code|udise_cluster_code",
        "school_master, SchoolId|School|lowclass|highclass|SchMgt|SchCat|SchoolMedium|StateId|DistrictId|BlockId|ClusterId|Latitude|Longitude",
        "school_master, udise_sch_code|school_name|state_cd|district_cd|block_cd_1|vill_ward_cd|cluster_cd|habitation_cd|pincode|panchayet_cd|block_cd_2|assembly_cons_cd|parl_cons_cd|municipality_cd|city_cd|sch_loc_r_u|sch_category_id|sch_type|sch_mgmt_id|class_frm|class_to|school_status|sch_id_merged|sch_merged_year|inityear|latitude|longitude|ppsec_yn",
        "school_management_master, ManagementId|Management|default_option",
        "school_management_master, ManagementId|Management",
        "student_attendance, StudentAttendanceId|StudentId|SchoolId|AadhaarUID|AcademicYear|Month|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31",
        "teacher_attendance, AC_YEAR|TCHCD|MONTH|SCHCD|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31",
        "student_master, StudentId|AcademicYear|SchoolId|StudyingClass|Section|Medium|Stream",
        "teacher_master, TeacherId|SchoolId|AcademicYear|Designation|NatureOfEmployment|DateOfJoining",
        "school_category_master, SchoolCategoryId|SchoolCategory",
        "crc/inspection_master, InspectionId|ObserverId|ObserverName|SchoolId|BeginningStandard|EndStandard|TotalClassRooms|VisitDate|VisitStartTime|VisitEndTime|ActualClassRooms|TotalSuggestionLastMonth|ResolvedFromThat|IsInspection|ReasonType|ReasonDesc|TotalScore|Score|IsOffline",
        "crc/user_location_master, UserLocationMasterId|UserMasterId|SchoolId|InspectionId|Latitude|Longitude|InSchoolLocation|CreatedOn",
        "infrastructure, DistrictId|DistrictName|BlockId|BlockName|ClusterId|ClusterName|school_id|NoOfToilet|handwash_yn|HaveCCTV|HaveLibrary|HaveDrinkingWater|tap_water_functional|HaveElectricity|playground_yn|boys_functional_toilet|girls_functional_toilet|HaveCWSNToilet",
        "infrastructure, school_id|CreatedOn|NoOfToilet|HaveCCTV|HaveLibrary|HaveDrinkingWater|HaveElectricity|HaveCWSNToilet",
        "semester, DistrictId|District|BlockId|Block|ClusterId|Cluster|SchoolId|School|Sem|AadhaarUID|StudyingClass|Section|PA_GUJ|Gujarati|PA_Maths|Maths|PA_ES|ES|PA_Science|Science|PA_SS|SS|PA_HINDI|Hindi|PA_ENGLISH|English|PA_SANSKRIT|Sanskrit|AcademicYear",
        "pat/periodic_exam_mst, exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name",
        "pat/periodic_exam_qst_mst, question_id|exam_id|indicator_id|indicator_title|indicator|question_title|question|question_marks",
        "pat/periodic_exam_result_trans, id|exam_id|exam_code|student_id|student_uid|school_id|studying_class|section|question_id|obtained_marks|Createddt",
        "pat/periodic_exam_grade_details, school_id|grade|students_count",
        "pat/periodic_exam_subject_details, subject_id|subject|grade",
        "sat/semester_exam_mst, exam_id|medium|standard|division|subject_id|exam_type_id|exam_code|exam_date|total_questions|total_marks|assessment_year|exam_type|subject_name|semester",
        "sat/semester_exam_qst_mst, question_id|exam_id|indicator_id|indicator_title|indicator|question_title|question|question_marks",
        "sat/semester_exam_result_trans, id|exam_id|exam_code|student_id|student_uid|school_id|studying_class|section|question_id|obtained_marks|Createddt",
        "sat/semester_exam_grade_details, school_id|grade|students_count",
        "sat/semester_exam_subject_details, subject_id|subject|grade",
        "infrastructure, school_id|toilet_yn|handwash_yn|library_yn|drink_water_yn|tap_water_functional|electricity_yn|boys_functional_toilet|girls_functional_toilet|solarpanel_yn|handpumps_functional"
    })
    void fitsTheLayoutsKnownFromTheField(String fileName, String header) {
        FileContract file = file(fileName);
        List<String> columns =
                Arrays.stream(header.split("\\|"))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
        assertThat(columns)
                .as("every column is known")
                .allMatch(
                        column ->
                                file.fields().stream()
                                        .anyMatch(field -> headers(field).contains(column)));
        assertThat(file.fields())
                .as("no column is missing that must be there")
                .filteredOn(field -> !field.optional())
                .allMatch(field -> columns.stream().anyMatch(headers(field)::contains));
    }

    /** By the name of its source, or of the source and the file's base name. */
    private static FileContract file(String name) {
        String[] parts = name.split("/");
        List<FileContract> files = FlowTemplates.contract(parts[0]).files();
        return files.stream()
                .filter(file -> parts.length == 1 || file.baseName().equals(parts[1]))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> headers(FieldContract field) {
        Set<String> headers = new HashSet<>();
        headers.add(field.name().toLowerCase(Locale.ROOT));
        field.aliases().forEach(alias -> headers.add(alias.toLowerCase(Locale.ROOT)));
        return headers;
    }
}
