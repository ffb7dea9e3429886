/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cqube.flows.FlowFiles;
import org.cqube.runtime.operation.Project;

/** The project as built, with a copy of its folders of sources to which a test may add. */
final class SourcesOfTheirOwn {

    /** The name of a file in a line of its own, then its content. */
    private static final Pattern FILE =
            Pattern.compile("(?ms)^`([a-z_]+\\.(?:json|sql|csv))`\\R```\\w+\\R(.*?)^```$");

    private final Path built = Project.current().root();
    private final Project project;

    private SourcesOfTheirOwn(Path root) {
        project = new Project(root);
    }

    /** Copies the folders; what was built is only linked. */
    static SourcesOfTheirOwn in(Path root) throws IOException {
        SourcesOfTheirOwn sources = new SourcesOfTheirOwn(root);
        Files.createSymbolicLink(
                root.resolve("cqube-runtime"), sources.built.resolve("cqube-runtime"));
        Path templates = sources.built.resolve("flow-templates");
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = templates.relativize(file);
                if (!relative.startsWith("target") && !relative.startsWith("src")) {
                    Path copy = sources.project.flowTemplates().resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return sources;
    }

    Project project() {
        return project;
    }

    /**
     * Does what the developers' page on new sources says: contract, SQL and sample as they stand
     * there, and the flow that is made of them.
     *
     * @param name of the page's example
     * @return the sample
     */
    Path addTheOneOfTheDevelopersPage(String name) throws IOException {
        String page = Files.readString(built.resolve("docs/developers/new-source.md"));
        Map<String, String> files =
                FILE.matcher(page)
                        .results()
                        .collect(Collectors.toMap(file -> file.group(1), file -> file.group(2)));
        Path folder = Files.createDirectories(project.flowTemplates().resolve(name));
        Path samples = Files.createDirectories(project.flowTemplates().resolve("samples/" + name));
        // the contract comes last: it makes the folder a source, which must be whole then
        for (String file : List.copyOf(files.keySet())) {
            if (!file.equals("datapackage.json")) {
                Path place = file.endsWith(".csv") ? samples : folder;
                Files.writeString(place.resolve(file), files.get(file));
            }
        }
        Files.writeString(folder.resolve("datapackage.json"), files.get("datapackage.json"));
        Path flow = Path.of(name, name + ".json");
        Files.writeString(
                project.flowTemplates().resolve(flow),
                FlowFiles.make(project.flowTemplates()).get(flow));
        return samples.resolve(name + ".csv");
    }
}
