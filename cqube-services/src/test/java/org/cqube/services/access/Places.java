/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.access;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An invented state: districts 2401 and 2402, two blocks in each, two clusters in each block, two
 * schools in each cluster.
 */
final class Places {

    static final long STATE = 24;

    /**
     * A school and where it is.
     *
     * @param id 11 digits, which do not follow from those of the cluster
     */
    record School(long id, long cluster, long block, long district) {

        long unit(String level) {
            return switch (level) {
                case "school" -> id;
                case "cluster" -> cluster;
                case "block" -> block;
                case "district" -> district;
                case "state" -> STATE;
                default -> throw new IllegalArgumentException(level);
            };
        }
    }

    static final List<School> SCHOOLS =
            Stream.of(240101L, 240102L, 240201L, 240202L)
                    .flatMap(
                            block ->
                                    IntStream.rangeClosed(1, 4)
                                            .mapToObj(
                                                    nth ->
                                                            new School(
                                                                    block * 100_000 + 100 + nth,
                                                                    block * 10_000 + (nth + 1) / 2,
                                                                    block,
                                                                    block / 100)))
                    .toList();

    private Places() {}

    /** Those that lie in a unit. */
    static List<School> in(String level, long unit) {
        return SCHOOLS.stream().filter(school -> school.unit(level) == unit).toList();
    }

    /** SQL that makes the masters. */
    static String masters() {
        StringBuilder sql = new StringBuilder();
        SCHOOLS.stream()
                .map(School::district)
                .distinct()
                .forEach(
                        district ->
                                sql.append(
                                        "insert into master.district (district_id, name, loaded_by) values (%d, 'District %d', 1);"
                                                .formatted(district, district)));
        SCHOOLS.stream()
                .map(School::block)
                .distinct()
                .forEach(
                        block ->
                                sql.append(
                                        "insert into master.block (block_id, district_id, name, loaded_by) values (%d, %d, 'Block %d', 1);"
                                                .formatted(block, block / 100, block)));
        SCHOOLS.stream()
                .map(School::cluster)
                .distinct()
                .forEach(
                        cluster ->
                                sql.append(
                                        "insert into master.cluster (cluster_id, block_id, name, loaded_by) values (%d, %d, 'Cluster %d', 1);"
                                                .formatted(cluster, cluster / 10_000, cluster)));
        SCHOOLS.forEach(
                school ->
                        sql.append(
                                "insert into master.school (school_id, cluster_id, name, loaded_by) values (%d, %d, 'School %d', 1);"
                                        .formatted(school.id(), school.cluster(), school.id())));
        return sql.toString();
    }
}
