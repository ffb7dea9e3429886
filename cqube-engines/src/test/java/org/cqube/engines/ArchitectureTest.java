/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The engines are plain Java: what they may use, and which package may use which. */
@AnalyzeClasses(
        packages = "org.cqube.engines",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NEITHER_NIFI_NOR_DATABASE_NOR_CLOUD =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.nifi..",
                            "java.sql..",
                            "javax.sql..",
                            "org.postgresql..",
                            "software.amazon..",
                            "com.amazonaws..");

    @ArchTest
    static final ArchRule JSON_STAYS_IN_THE_CONTRACT_AND_WHERE_ONE_IS_PROPOSED =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..engines.contract..", "..engines.infer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.fasterxml.jackson..", "dev.harrel..");

    @ArchTest static final ArchRule FINDINGS_KNOW_NOTHING_ELSE = only("finding");

    @ArchTest static final ArchRule CSV_KNOWS_NOTHING_ELSE = only("csv");

    @ArchTest static final ArchRule CONTRACT_KNOWS_FINDINGS = only("contract", "finding");

    @ArchTest
    static final ArchRule DUPLICATES_KNOW_THE_CONTRACT = only("duplicates", "contract", "finding");

    @ArchTest
    static final ArchRule VALIDATION_STANDS_ABOVE_THESE =
            only("validation", "duplicates", "report", "contract", "csv", "finding");

    @ArchTest
    static final ArchRule INFERENCE_STANDS_ABOVE_VALIDATION =
            only("infer", "validation", "contract", "csv", "finding");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.cqube.engines.(*)..").should().beFreeOfCycles();

    private static ArchRule only(String engine, String... others) {
        String[] allowed =
                Stream.concat(Stream.of(engine), Stream.of(others))
                        .map(name -> "org.cqube.engines." + name + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.cqube.engines." + engine + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.cqube.engines..")
                                .and(resideOutsideOfPackages(allowed)));
    }
}
