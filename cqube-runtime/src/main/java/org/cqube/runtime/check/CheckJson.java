/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.ValidationResult;

/** The result of a check for programs; names as in {@code status --json}. */
public final class CheckJson {

    private CheckJson() {}

    /** {@code clean}, and an entry for each file. */
    public static ObjectNode of(String source, List<CheckedCsv> files) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", source);
        json.put("clean", files.stream().allMatch(CheckedCsv::clean));
        files.forEach(file -> json.withArray("files").add(of(file)));
        return json;
    }

    private static ObjectNode of(CheckedCsv csv) {
        ValidationResult result = csv.result();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", csv.file());
        json.put("base", csv.base());
        json.put("clean", csv.clean());
        if (!result.sha256().isEmpty()) {
            json.put("sha256", result.sha256());
        }
        json.put("recordsIn", result.recordsIn());
        json.put("accepted", result.accepted());
        json.put("rejected", result.rejected());
        json.put("blankLines", result.blankLines());
        json.set("rejectedByRule", counts(result.rejectedByRule()));
        json.set("cellsByRule", counts(result.cellsByRule()));
        json.set("warnings", counts(result.warnings()));
        json.set("refusal", csv.refusal() == null ? json.nullNode() : refusal(csv.refusal()));
        json.put("rejects", text(csv.rejects()));
        json.put("rejectedRecords", text(csv.rejectedRecords()));
        return json;
    }

    private static ObjectNode counts(Map<String, Long> byRule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        byRule.forEach(json::put);
        return json;
    }

    private static ObjectNode refusal(Refusal refusal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", refusal.rule().id())
                .put("message", refusal.violation().message())
                .put("expected", refusal.expected())
                .put("found", refusal.found());
    }

    private static String text(Path path) {
        return path == null ? null : path.toString();
    }
}
