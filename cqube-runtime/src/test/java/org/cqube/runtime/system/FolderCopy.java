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
import java.util.stream.Stream;

/** The folders of the sources, for a catalog that differs. */
final class FolderCopy {

    private FolderCopy() {}

    /** Copies the files of the sources' folders, and what stands beside them. */
    static void of(Path templates, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(templates, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(templates.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
