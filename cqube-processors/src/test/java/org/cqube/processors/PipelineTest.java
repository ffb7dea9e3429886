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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a zip in the emission bucket to files in the output bucket. */
class PipelineTest {
    private final World world = World.WORLD;

    @BeforeEach
    void reset() {
        world.reset();
    }

    private static String sample(final String source, final String base) throws IOException {
        return Files.readString(Path.of("..", "flow-templates", "samples", source, base + ".csv"));
    }

    @Test
    void aMasterIsPublished() throws IOException {
        final Chain districts = new Chain(world, "district_master");

        final long emission =
                districts.publish(
                        "district_mst",
                        "20200601080000",
                        sample("district_master", "district_mst"));

        assertThat(world.database.counts(emission)).startsWith("published|");
        assertThat(world.keys(World.EMISSION, "")).isEmpty();
    }
}
