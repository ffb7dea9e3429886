/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.SourceContract;
import org.cqube.services.sql.FlowTemplates;

/** The page of one data source, made of its folder. */
final class SourcePage {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?i)(?:insert\\s+into|update|delete\\s+from)\\s+((?:agg|fact|master|config)\\.[a-z0-9_]+)");
    private static final Pattern CREATED =
            Pattern.compile(
                    "(?i)create\\s+(?:or\\s+replace\\s+)?(?:materialized\\s+)?(?:unlogged\\s+)?(table|view|function)\\s+(?:if\\s+not\\s+exists\\s+)?([a-z]+\\.[a-z0-9_]+)");

    /** A key of a partition, as {@code 'period=} or {@code /level=}. */
    private static final Pattern KEY = Pattern.compile("['/]([a-z_]+)=");

    /** Where keys stand that a query may write in any order. */
    private static final List<String> LAST = List.of("level", "parent");

    private final SourceContract source;

    private SourcePage(SourceContract source) {
        this.source = source;
    }

    static String of(SourceContract source) {
        return new SourcePage(source).text();
    }

    /** A link to a file of a source's folder, from a page. */
    static String link(String source, String file) {
        return "[%s](../../flow-templates/%s/%s)".formatted(file, source, file);
    }

    private String text() {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # %s
                Made of %s by a test; do not edit. [All sources](README.md)

                """
                        .formatted(source.title(), link(source.name(), "datapackage.json")));
        page.append(head());
        for (FileContract file : source.files()) {
            page.append('\n')
                    .append(new FileSection(source, file).text().stripTrailing())
                    .append('\n');
        }
        if (!source.derived() || hasTables()) {
            page.append("\n## Tables\n").append(tables());
        }
        page.append("\n## Reports\n").append(reports());
        return page.toString();
    }

    private String head() {
        List<String> lines = new ArrayList<>();
        lines.add("- Name `%s`; holds %s".formatted(source.name(), holds()));
        if (source.derived()) {
            lines.add(
                    "- Its reports are made anew when these have summed up: "
                            + links(source.dependsOn()));
            return String.join("\n", lines) + "\n";
        }
        lines.add("- Emitted under " + Table.codes(source.prefixes()));
        lines.add(
                "- To try a file: `./cqube check FILE --source %1$s`; to emit it: `./cqube emit %1$s FILE --wait`"
                        .formatted(source.name()));
        lines.add(
                "- Due: "
                        + (source.expected() == null
                                ? "at any time"
                                : "every `%s` by `%s`"
                                        .formatted(
                                                source.expected().every(),
                                                source.expected().by())));
        if (!source.dependsOn().isEmpty()) {
            lines.add(
                    "- Its reports are made anew when these change: " + links(source.dependsOn()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String links(List<String> sources) {
        return sources.stream()
                .map(other -> "[%s](%s.md)".formatted(other, other))
                .collect(Collectors.joining(", "));
    }

    private String holds() {
        return switch (source.kind()) {
            case FACT -> "facts: the same bytes are known whenever they came";
            case MASTER -> "a master: the same bytes are known if they came last";
            case CONFIGURATION -> "configuration: the same bytes are known if they came last";
            case DERIVED -> "nothing of its own: it reports on other sources";
        };
    }

    private String tables() {
        Set<String> loaded = new LinkedHashSet<>();
        source.files()
                .forEach(file -> loaded.add(file.target().schema() + "." + file.target().table()));
        Set<String> aggregated = new TreeSet<>();
        for (String aggregate : source.aggregates()) {
            WRITTEN.matcher(withoutComments(FlowTemplates.text(source.name(), aggregate)))
                    .results()
                    .forEach(match -> aggregated.add(match.group(1).toLowerCase(Locale.ROOT)));
        }
        Table table = new Table("name", "what");
        loaded.forEach(name -> table.row(Table.code(name), "loaded"));
        aggregated.forEach(
                name ->
                        table.row(
                                Table.code(name),
                                "computed by "
                                        + source.aggregates().stream()
                                                .map(sql -> link(source.name(), sql))
                                                .collect(Collectors.joining(", "))));
        if (hasTables()) {
            CREATED.matcher(withoutComments(FlowTemplates.text(source.name(), "tables.sql")))
                    .results()
                    .map(match -> List.of(match.group(1), match.group(2)))
                    .filter(
                            made ->
                                    !loaded.contains(made.getLast())
                                            && !aggregated.contains(made.getLast()))
                    .distinct()
                    .forEach(
                            made ->
                                    table.row(
                                            Table.code(made.getLast()),
                                            made.getFirst().toLowerCase(Locale.ROOT)
                                                    + " of "
                                                    + link(source.name(), "tables.sql")));
        }
        return table.text();
    }

    private boolean hasTables() {
        return Files.exists(FlowTemplates.FOLDER.resolve(source.name()).resolve("tables.sql"));
    }

    private String reports() {
        Table table = new Table("report", "format", "partition", "query");
        for (ReportDefinition report : source.reports()) {
            table.row(
                    Table.code(report.id()),
                    report.csv() ? "json, csv" : report.format(),
                    Table.code(String.join("/", keys(report))),
                    link(source.name(), report.sql()));
        }
        table.row("`loads`", "json", "", "counts per emission, as every source has them");
        return table.text();
    }

    /** Keys in the order in which the query writes them, those of places last. */
    private List<String> keys(ReportDefinition report) {
        Set<String> keys = new LinkedHashSet<>();
        KEY.matcher(withoutComments(FlowTemplates.text(source.name(), report.sql())))
                .results()
                .forEach(match -> keys.add(match.group(1)));
        return keys.stream()
                .sorted(Comparator.comparingInt(LAST::indexOf))
                .map(key -> key + "=")
                .toList();
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)--.*$", "");
    }

    /** Names of the folders of all sources, beside which no page may stand. */
    static Set<String> committed() {
        try (Stream<Path> pages = Files.list(GeneratedPage.DOCS.resolve("sources"))) {
            return pages.map(page -> page.getFileName().toString())
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
