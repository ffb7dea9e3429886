/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that is made, not written: compared with the committed one, or put in its place. */
final class GeneratedPage {

    static final Path DOCS = Path.of("..", "docs");

    private static final String HOW =
            "write the generated pages anew, from the root of the project, with: mvn -q -pl cqube-services -am test"
                    + " -Dtest='SourcePagesTest,DatabasePageTest,ViewsPageTest' -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dcqube.pages.write=true";

    private GeneratedPage() {}

    /** Whether this run writes the pages in place of comparing them. */
    static boolean writing() {
        return Boolean.getBoolean("cqube.pages.write");
    }

    static void check(Path page, String made) throws IOException {
        if (writing()) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, made);
        }
        assertThat(page).as(HOW).exists();
        assertThat(Files.readString(page)).as(page + ": " + HOW).isEqualTo(made);
    }
}
