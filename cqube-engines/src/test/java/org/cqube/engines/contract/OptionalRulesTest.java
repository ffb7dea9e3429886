/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cqube.engines.finding.Rule;
import org.junit.jupiter.api.Test;

/** What an installation may do without is gone from every contract that has it, and only that. */
class OptionalRulesTest {

    private static SourceContract contract(String source) throws Exception {
        try (InputStream json =
                Files.newInputStream(Path.of("..", "flow-templates", source, "datapackage.json"))) {
            return ContractReader.read(json);
        }
    }

    @Test
    void schoolsMayShareTheirCoordinates() throws Exception {
        SourceContract schools = contract("school_master");

        SourceContract without = OptionalRules.without(schools, OptionalRules.IDS);

        assertThat(rules(schools)).contains(Rule.DUPLICATE_GEO_SHARED);
        assertThat(rules(without))
                .containsExactlyElementsOf(
                        rules(schools).stream()
                                .filter(rule -> rule != Rule.DUPLICATE_GEO_SHARED)
                                .toList());
        assertThat(without.hash()).isNotEqualTo(schools.hash());
        assertThat(without.files().getFirst().fields())
                .isEqualTo(schools.files().getFirst().fields());
    }

    @Test
    void aContractWithoutTheRuleStaysAsItIs() throws Exception {
        SourceContract districts = contract("district_master");

        assertThat(OptionalRules.without(districts, OptionalRules.IDS)).isSameAs(districts);
        SourceContract schools = contract("school_master");
        assertThat(OptionalRules.without(schools, Set.of())).isSameAs(schools);
    }

    private static List<Rule> rules(SourceContract contract) {
        return contract.files().getFirst().duplicates().stream().map(DuplicateRule::rule).toList();
    }
}
