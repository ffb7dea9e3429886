/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whole folders at once. */
public final class FileTree {

    private FileTree() {}

    /** Deletes a file or a folder with all in it; links are deleted, not followed. */
    public static void delete(Path start) throws IOException {
        if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                start,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /**
     * Makes {@code target} hold exactly the files of {@code source}; no folders below. Our own
     * artifacts are copied, as a build writes them anew; the others never change, so that they are
     * linked where the file system can.
     *
     * @param changing start of the names of files to copy
     */
    public static void mirror(Path source, Path target, String changing) throws IOException {
        Files.createDirectories(target);
        Set<Path> names = new HashSet<>();
        for (Path file : files(source)) {
            Path name = file.getFileName();
            names.add(name);
            Path copy = target.resolve(name);
            if (name.toString().startsWith(changing) || !Files.exists(copy)) {
                Files.deleteIfExists(copy);
                linkOrCopy(file, copy, name.toString().startsWith(changing));
            }
        }
        for (Path file : files(target)) {
            if (!names.contains(file.getFileName())) {
                Files.delete(file);
            }
        }
    }

    private static void linkOrCopy(Path file, Path copy, boolean always) throws IOException {
        if (!always) {
            try {
                Files.createLink(copy, file);
                return;
            } catch (IOException | UnsupportedOperationException otherFileSystem) {
                Files.deleteIfExists(copy);
            }
        }
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isRegularFile).toList();
        }
    }
}
