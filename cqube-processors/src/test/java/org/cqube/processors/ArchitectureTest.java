/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom, how long a file may be, and that no source is known by name. */
class ArchitectureTest {
    private static final Path PROJECT = Path.of("..");
    private static final int MAXIMUM_LINES = 400;

    /** Sources whose name means something else too: the schema config, the replay of a semester. */
    private static final Set<String> WORDS_OF_THE_CONTRACT = Set.of("config", "semester");

    private static final int MAXIMUM_PROCESSOR_LINES = 280;

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.cqube");

    @Test
    void enginesKnowNothingOfTheWorld() {
        noClasses()
                .that()
                .resideInAPackage("org.cqube.engines..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.cqube.services..",
                        "org.cqube.processors..",
                        "org.apache.nifi..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void servicesDoNotKnowProcessors() {
        noClasses()
                .that()
                .resideInAPackage("org.cqube.services..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cqube.processors..")
                .check(CLASSES);
    }

    @Test
    void processorsReachDriverAndStoreThroughServices() {
        noClasses()
                .that()
                .resideInAPackage("org.cqube.processors..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "com.zaxxer..", "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void theLedgerKnowsNeitherLoadNorPublication() {
        noClasses()
                .that()
                .resideInAPackage("org.cqube.services.ledger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.cqube.services.load..", "org.cqube.services.publish..")
                .check(CLASSES);
    }

    @Test
    void noFileIsTooLong() {
        assertThat(longerThan(MAXIMUM_LINES, path -> true)).isEmpty();
        assertThat(
                        longerThan(
                                MAXIMUM_PROCESSOR_LINES,
                                path ->
                                        path.startsWith(
                                                PROJECT.resolve("cqube-processors/src/main"))))
                .isEmpty();
    }

    private static Map<Path, Long> longerThan(final int lines, final Predicate<Path> which) {
        final Map<Path, Long> tooLong = new TreeMap<>();
        sources("src")
                .filter(which)
                .forEach(
                        path -> {
                            final long count = text(path).lines().count();
                            if (count > lines) {
                                tooLong.put(path, count);
                            }
                        });
        return tooLong;
    }

    /** What is particular to a source stands in its folder; Java reads it from there. */
    @Test
    void nothingNamesADataSource() throws IOException {
        final List<String> names;
        try (Stream<Path> folders = Files.list(PROJECT.resolve("flow-templates"))) {
            names =
                    folders.filter(folder -> Files.exists(folder.resolve("datapackage.json")))
                            .map(folder -> folder.getFileName().toString())
                            .filter(name -> !WORDS_OF_THE_CONTRACT.contains(name))
                            .toList();
        }
        assertThat(names).hasSizeGreaterThan(10);
        final Pattern literal =
                Pattern.compile(
                        "\"[^\"\n]*(?<![\\w.-])("
                                + String.join("|", names)
                                + ")(?![\\w.-])[^\"\n]*\"");

        assertThat(
                        sources("src/main")
                                .filter(
                                        path ->
                                                Stream.of("engines", "services", "processors")
                                                        .anyMatch(
                                                                module ->
                                                                        path.startsWith(
                                                                                PROJECT.resolve(
                                                                                        "cqube-"
                                                                                                + module))))
                                .filter(path -> literal.matcher(text(path)).find()))
                .isEmpty();
    }

    private static Stream<Path> sources(final String below) {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules
                    .filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.resolve(below))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::javaFiles)
                    .collect(Collectors.toList())
                    .stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(final Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(final Path path) {
        try {
            return Files.readString(path);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
