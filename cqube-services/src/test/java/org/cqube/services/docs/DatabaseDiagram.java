/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cqube.engines.contract.FieldContract;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Reference;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.sql.SourceDatabase;

/** Tables of one schema as a Mermaid diagram, made of a database's own catalog. */
final class DatabaseDiagram {

    private final SourceDatabase database;
    private final String schema;

    DatabaseDiagram(SourceDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * The diagram.
     *
     * @param contracts whose references are drawn too, dotted: the database does not enforce them
     */
    String mermaid(List<SourceContract> contracts) throws SQLException {
        Map<String, List<String>> tables = columns('r', 'p');
        List<String> text = new ArrayList<>(List.of("```mermaid", "erDiagram"));
        tables.forEach(
                (table, columns) -> {
                    text.add("    " + table + " {");
                    columns.forEach(column -> text.add("        " + column));
                    text.add("    }");
                });
        text.addAll(enforced());
        text.addAll(referred(contracts, tables.keySet()));
        text.add("```");
        return String.join("\n", text) + "\n";
    }

    /** Views of the schema with their columns. */
    String views() throws SQLException {
        Table table = new Table("view", "columns");
        columns('v', 'm')
                .forEach(
                        (view, columns) ->
                                table.row(
                                        Table.code(schema + "." + view),
                                        Table.codes(
                                                columns.stream()
                                                        .map(column -> column.split(" ")[1])
                                                        .toList())));
        return table.isEmpty() ? "" : table.text() + "\n";
    }

    /** {@code type name PK} of each column, by table; a month of days is one line. */
    private Map<String, List<String>> columns(char kind, char otherKind) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (String row :
                database.rows(
                        """
                        select c.relname,
                               case when t.typname like '\\_%%' then substr(t.typname, 2) || '[]' else t.typname end,
                               a.attname,
                               exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                          join pg_type t on t.oid = a.atttypid
                         where n.nspname = '%s' and c.relkind in ('%s', '%s') and not c.relispartition
                         order by c.relname, a.attnum
                        """
                                .formatted(schema, kind, otherKind))) {
            String[] cells = row.split("\\|", -1);
            List<String> columns = tables.computeIfAbsent(cells[0], table -> new ArrayList<>());
            if (cells[2].matches("day_([2-9]|[12][0-9]|3[01])")) {
                continue;
            }
            columns.add(
                    cells[1]
                            + " "
                            + (cells[2].equals("day_1") ? "day_1_to_31" : cells[2])
                            + (cells[3].equals("t") ? " PK" : ""));
        }
        return tables;
    }

    private List<String> enforced() throws SQLException {
        return database.rows(
                """
                        select distinct format('    %%s }o--|| %%s : "%%s"', c.relname, r.relname,
                               (select string_agg(a.attname, ', ' order by a.attnum) from pg_attribute a
                                 where a.attrelid = k.conrelid and a.attnum = any (k.conkey)))
                          from pg_constraint k
                          join pg_class c on c.oid = k.conrelid and not c.relispartition
                          join pg_class r on r.oid = k.confrelid
                          join pg_namespace n on n.oid = c.relnamespace
                         where k.contype = 'f' and n.nspname = '%s'
                         order by 1
                        """
                        .formatted(schema));
    }

    private Set<String> referred(List<SourceContract> contracts, Set<String> tables) {
        Set<String> lines = new LinkedHashSet<>();
        for (SourceContract contract : contracts) {
            for (FileContract file : contract.files()) {
                if (!file.target().schema().equals(schema)
                        || !tables.contains(file.target().table())) {
                    continue;
                }
                for (Reference reference : file.references()) {
                    String other = reference.table().substring(reference.table().indexOf('.') + 1);
                    String columns =
                            String.join(
                                    ", ",
                                    reference.fields().stream()
                                            .map(
                                                    name ->
                                                            file.field(name)
                                                                    .map(FieldContract::column)
                                                                    .orElse(name))
                                            .toList());
                    lines.add(
                            "    %s }o..o| %s : \"%s\""
                                    .formatted(file.target().table(), other, columns));
                }
            }
        }
        return lines;
    }
}
