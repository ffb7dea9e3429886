/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cqube.engines.contract.FileContract;
import org.cqube.services.catalog.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of each comparison see all rows; nothing here looks at time. */
class SidesTest {

    private static final Path FLOW_TEMPLATES = Path.of("..", "flow-templates");

    @TempDir private Path folder;

    private final AttendanceData data = new AttendanceData(4_000);
    private Path raw;
    private DataSource source;
    private FileContract file;

    @BeforeEach
    void writeData() throws Exception {
        raw = folder.resolve("raw.csv");
        data.write(raw);
        source = SourceFolders.attendance(FLOW_TEMPLATES);
        file = source.contract().files().getFirst();
    }

    @Test
    void validationSeesAllRowsAndRefusesTheDuplicatesOnly() throws Exception {
        Validate validate = new Validate(raw, file, folder);
        validate.run();

        assertThat(validate.seen()).isEqualTo(data.rows());
        assertThat(validate.result().accepted()).isEqualTo(data.accepted());
        assertThat(validate.result().rejectedByRule())
                .containsEntry("duplicate.mirror", (long) data.copies())
                .containsOnlyKeys("duplicate.mirror", "duplicate.id-conflict");
        assertThat(validate.result().cellsByRule()).isEmpty();
        assertThat(Files.readAllLines(validate.canonical())).hasSize(data.accepted() + 1);
    }

    @Test
    void parserSeesAllRows() throws Exception {
        ParseOnly parse = new ParseOnly(raw, file.fields().size());
        parse.run();

        assertThat(parse.seen()).isEqualTo(data.rows());
    }

    @Test
    void sortSeesAllRows() throws Exception {
        assumeThat(SortUnique.isAvailable()).isTrue();
        SortUnique sort = new SortUnique(raw, folder, data.copies());
        sort.run();

        assertThat(sort.seen()).isEqualTo(data.rows());
    }

    @Test
    void manifestCheckAndInflaterSeeTheSameRows() throws Exception {
        Path zip = folder.resolve("emission.zip");
        CheckManifest.pack(raw, file.baseName(), file.delimiter(), zip);
        CheckManifest check = new CheckManifest(zip, source.contract());
        InflateOnly inflate = new InflateOnly(zip, file.baseName() + ".csv");
        check.run();
        inflate.run();

        assertThat(check.checked().records()).isEqualTo(data.rows());
        assertThat(inflate.seen()).isEqualTo(check.seen()).isEqualTo(Files.size(raw));
    }

    @Test
    void loadAndBareCopyStoreTheSameRows() throws Exception {
        Validate validate = new Validate(raw, file, folder);
        validate.run();
        try (LoadDatabase database = new LoadDatabase(SourceFolders.all(FLOW_TEMPLATES))) {
            FilterAndLoad load =
                    new FilterAndLoad(database, source, validate.canonical(), data, folder);
            BareCopy copy = new BareCopy(database, file, validate.canonical());
            for (Side side : new Side[] {load, copy, load, copy}) {
                side.prepare();
                side.run();
                assertThat(side.seen()).as(side.name()).isEqualTo(data.accepted());
            }
        }
    }
}
