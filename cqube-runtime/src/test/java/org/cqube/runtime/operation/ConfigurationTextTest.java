/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class ConfigurationTextTest {

    private final ArrayNode fields = JsonNodeFactory.instance.arrayNode();

    private void field(String source, String file, String name, boolean active, String emission) {
        fields.addObject()
                .put("source", source)
                .put("file", file)
                .put("field", name)
                .put("active", active)
                .put("emission", emission);
    }

    @Test
    void aLinePerConfiguredFile() {
        field("meals", "meals", "menu", true, null);
        field("visits", "visit", "visit_id", true, "7");
        field("visits", "visit", "remark", false, "7");
        field("visits", "visit", "hour", true, null);

        assertThat(ConfigurationText.lines(fields))
                .hasSize(2)
                .last()
                .asString()
                .matches("visits +visit +2 of 3  remark");
    }

    @Test
    void nothingConfiguredIsSaidSo() {
        field("meals", "meals", "menu", true, null);

        assertThat(ConfigurationText.lines(fields))
                .containsExactly(
                        "configuration: none emitted, all columns are as the contracts say");
    }
}
