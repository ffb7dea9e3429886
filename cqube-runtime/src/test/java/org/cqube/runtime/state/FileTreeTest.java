/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

    @TempDir private Path folder;

    @Test
    void aMirrorHasExactlyTheFilesOfItsSource() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path target = folder.resolve("target");
        Files.writeString(source.resolve("own-1.jar"), "first");
        Files.writeString(source.resolve("other-1.jar"), "other");
        FileTree.mirror(source, target, "own-");
        Files.delete(source.resolve("other-1.jar"));
        Files.writeString(source.resolve("other-2.jar"), "newer");
        FileTree.mirror(source, target, "own-");
        assertThat(target).isDirectoryNotContaining("glob:**other-1.jar");
        assertThat(target.resolve("other-2.jar")).hasContent("newer");
    }

    @Test
    void aBuildThatOverwritesOurJarDoesNotReachTheMirror() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path target = folder.resolve("target");
        Files.writeString(source.resolve("own-1.jar"), "first");
        FileTree.mirror(source, target, "own-");
        Files.writeString(source.resolve("own-1.jar"), "second");
        assertThat(target.resolve("own-1.jar")).hasContent("first");
        FileTree.mirror(source, target, "own-");
        assertThat(target.resolve("own-1.jar")).hasContent("second");
    }
}
