/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.SourceContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./cqube contract infer}, called as on the command line. */
class InferCommandTest {

    @TempDir private Path folder;

    @Test
    void theProposalIsAContractUnderWhichTheFileIsClean() throws Exception {
        String csv =
                file("midday_meal.csv", "SchoolId|Date|Meals\n1|2020-07-01|42\n2|2020-07-01|40\n");
        Called inferred = Called.with("contract", "infer", csv);
        assertThat(inferred.exit()).isZero();
        assertThat(inferred.progress()).isEmpty();
        Path contract = folder.resolve("datapackage.json");
        Files.writeString(contract, inferred.output());
        SourceContract read = ContractReader.read(contract);
        assertThat(read.name()).isEqualTo("midday_meal");
        assertThat(read.files().getFirst().primaryKey()).containsExactly("school_id");
        Called checked = Called.with("check", csv, "--contract", contract.toString());
        assertThat(checked.exit()).isZero();
        assertThat(checked.output()).contains("midday_meal.csv: clean");
    }

    @Test
    void anotherNameMayBeGiven() throws IOException {
        Called inferred =
                Called.with("contract", "infer", file("x.csv", "a\n1\n"), "--name=midday_meal");
        assertThat(inferred.output()).contains("\"table\" : \"fact.midday_meal\"");
    }

    @Test
    void whatToLookAtGoesToStandardError() throws IOException {
        Called inferred = Called.with("contract", "infer", file("x.csv", "a|b\n1|1\n1|2\n1|\n"));
        assertThat(inferred.exit()).isZero();
        assertThat(inferred.progress()).contains("Choose one");
        assertThat(inferred.output()).startsWith("{").endsWith("}\n");
    }

    @Test
    void whereNoContractIsPossibleTheExitCodeIsThree() throws IOException {
        Called inferred = Called.with("contract", "infer", file("x.csv", "a|b\n"));
        assertThat(inferred.exit()).isEqualTo(3);
        assertThat(inferred.output()).isEmpty();
        assertThat(inferred.progress()).contains("x.csv: the file has no record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract",
                "contract infer",
                "contract guess x.csv",
                "contract infer no-such.csv"
            })
    void aWrongCallExitsWithTwo(String arguments) {
        Called called = Called.with(arguments.split(" "));
        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.output()).isEmpty();
        assertThat(called.progress()).contains("--help");
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
