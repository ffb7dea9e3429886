/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.emission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cqube.engines.contract.SourceContract;
import org.cqube.runtime.operation.CqubeException;
import org.cqube.runtime.operation.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagingTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2020, 9, 15, 18, 30);
    private static final String CSV = "DistrictId|StateId|District|IsActive\n8801|88|Amrapur|1\n";

    @TempDir private Path folder;

    private Optional<SourceContract> contract;

    @BeforeEach
    void readContract() throws IOException, CqubeException {
        contract =
                Contracts.read(new Project(Path.of("..")).flowTemplates())
                        .byPrefix("district_master");
    }

    @Test
    void aCsvIsPackedWithAManifestThatCountsIt() throws IOException, WrongCallException {
        Path csv = Files.writeString(folder.resolve("district_mst.csv"), CSV);
        assertThat(manifest(EmitRequest.of("district_master", csv)))
                .contains("district_mst_20200915183000.csv", "|1|4|");
    }

    @Test
    void aZipWithoutManifestGetsOne() throws IOException, WrongCallException {
        Path zip = folder.resolve("district_mst.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("district_mst.csv"));
            entries.write(CSV.getBytes(StandardCharsets.UTF_8));
            entries.closeEntry();
        }
        assertThat(manifest(EmitRequest.of("district_master", zip))).contains("district_mst.csv|");
        assertThat(Manifests.presentIn(zip)).isFalse();
    }

    @Test
    void aCorrectionIsSaidInTheManifest() throws IOException, WrongCallException {
        Path csv = Files.writeString(folder.resolve("district_mst.csv"), CSV);
        assertThat(manifest(new EmitRequest("district_master", csv, null, 17L, true, false)))
                .contains("|17|replace");
    }

    @Test
    void aNameThatIsNoBaseNameAsksForOne() throws IOException {
        Path csv = Files.writeString(folder.resolve("Export of June.csv"), CSV);
        assertThatThrownBy(() -> new Packaging(EmitRequest.of("district_master", csv), contract))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("--base");
        EmitRequest named =
                new EmitRequest("district_master", csv, "block_mst", null, false, false);
        assertThatThrownBy(() -> new Packaging(named, contract))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("district_mst");
    }

    @Test
    void aZipThatCannotBeReadIsForAsIs() throws IOException, WrongCallException {
        Path zip = Files.writeString(folder.resolve("district_mst.zip"), "no zip");
        Packaging packaging = new Packaging(EmitRequest.of("district_master", zip), contract);
        assertThatThrownBy(() -> packaging.write(folder.resolve("out.zip"), TIME))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("--as-is");
    }

    private String manifest(EmitRequest request) throws IOException, WrongCallException {
        Path target = folder.resolve("packed.zip");
        new Packaging(request, contract).write(target, TIME);
        assertThat(Manifests.presentIn(target)).isTrue();
        try (ZipFile zip = new ZipFile(target.toFile())) {
            ZipEntry entry = zip.getEntry("manifest_district_mst_20200915183000.csv");
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
