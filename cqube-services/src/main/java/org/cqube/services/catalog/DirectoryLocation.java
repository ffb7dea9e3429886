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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of this machine; on a cluster each node has its own copy of it. */
record DirectoryLocation(Path directory) implements Location {

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public SortedMap<String, String> list() throws IOException {
        SortedMap<String, String> marks = new TreeMap<>();
        for (Path folder : children(directory)) {
            boolean hidden = folder.getFileName().toString().startsWith(".");
            if (Files.isDirectory(folder) && !hidden) {
                for (Path file : children(folder)) {
                    String folderName = folder.getFileName().toString();
                    String fileName = file.getFileName().toString();
                    if (Location.belongs(folderName, fileName)) {
                        marks.put(folderName + "/" + fileName, mark(file));
                    }
                }
            }
        }
        return marks;
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(path))) {
            byte[] bytes = in.readNBytes(MAXIMUM_FILE_BYTES + 1);
            if (bytes.length > MAXIMUM_FILE_BYTES) {
                throw new IOException("larger than " + MAXIMUM_FILE_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.sorted().toList();
        }
    }

    /** The inode tells a file that was replaced from one that was kept, within one clock tick. */
    private static String mark(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return "%d %s %s".formatted(found.size(), found.lastModifiedTime(), found.fileKey());
    }
}
