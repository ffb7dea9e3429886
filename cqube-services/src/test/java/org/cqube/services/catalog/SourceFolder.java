/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small sound sources, to be broken by the tests. */
final class SourceFolder {
    private static final String CONTRACT =
            """
            {
              "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
              "name": "%1$s",
              "title": "%2$s",
              "cqube:prefixes": ["%1$s", "%3$s"],
              "cqube:kind": "master",
              "cqube:dependsOn": [%4$s],
              "cqube:reports": [{"id": "report", "sql": "report.sql", "format": "json"}],
              "resources": [
                {
                  "name": "%1$s",
                  "path": "%1$s.csv",
                  "encoding": "utf-8",
                  "dialect": {"delimiter": "|", "quoteChar": "\\"", "header": true},
                  "schema": {
                    "fields": [
                      {"name": "id", "type": "integer", "constraints": {"required": true, "maxLength": 9}, "cqube:sqlType": "bigint"}
                    ],
                    "primaryKey": ["id"],
                    "missingValues": [""],
                    "cqube:duplicates": [],
                    "cqube:overlap": {"policy": "update", "scope": "state"},
                    "cqube:target": {"kind": "record", "table": "master.%1$s", "key": ["id"]}
                  }
                }
              ]
            }
            """;

    private final Path root;

    SourceFolder(Path root) {
        this.root = root;
    }

    static String contract(String name, String title, String alias, String dependsOn) {
        String quoted = dependsOn.isEmpty() ? "" : '"' + dependsOn + '"';
        return CONTRACT.formatted(name, title, alias, quoted);
    }

    /** A sound source with an alias prefix of its own. */
    void source(String name, String dependsOn) throws IOException {
        write(name + "/report.sql", "SELECT 'all', NULL, '{}'::json");
        write(name + "/datapackage.json", contract(name, "Title", name + "_alias", dependsOn));
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        // as an operator's tool should: the new content is there whole or not at all
        Path draft = file.resolveSibling("." + file.getFileName());
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
