/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What tests of configurations share. */
final class Configurations {
    static final String SOURCE = "config";

    private Configurations() {}

    /** An empty world with the weights of a new installation. */
    static void reset(final World world) {
        world.reset();
        world.database.execute("delete from config.infra_weight");
    }

    /** What configurations and weights are in force, a line each. */
    static List<String> inForce(final World world) {
        return world.database.lines(
                "select source, file, field, state_column, active::text, encoding from config.field"
                        + " union all select facility, category, weight::text, active::text, encoding, emitted_weight::text"
                        + " from config.infra_facility order by 1, 2, 3");
    }

    /** The lines that the reject report of an emission names, as they stand there. */
    static List<String> reportedLines(final World world, final long emission) {
        return report(world, emission).stream().map(line -> line.split(",", 2)[0]).toList();
    }

    /** The reject report of an emission, without its header. */
    static List<String> report(final World world, final long emission) {
        final String key =
                world.database.one(
                        "select rejects_key from meta.emission where emission_id = ?", emission);
        return new String(world.bytes(World.INPUT, key), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
    }
}
