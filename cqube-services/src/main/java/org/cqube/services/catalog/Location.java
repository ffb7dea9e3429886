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
import java.util.SortedMap;

/**
 * Where the folders of the sources are. A path is {@code <folder>/<file>}; anything higher, deeper,
 * hidden, or neither contract nor SQL does not belong to the catalog, but for the texts of mails in
 * a folder of their own.
 */
interface Location {
    /** The contract of a source, within its folder. */
    String CONTRACT = "datapackage.json";

    /** Folder of the texts of mails, {@code *.txt}. */
    String MAIL = "mail";

    /** Files larger than this are no contract and no SQL. */
    int MAXIMUM_FILE_BYTES = 8 << 20;

    /** For messages: the directory, or bucket and prefix. */
    String name();

    /**
     * All paths of the catalog, each with a mark that changes when the file does.
     *
     * @throws IOException if the location cannot be read
     */
    SortedMap<String, String> list() throws IOException;

    /**
     * The bytes of one file.
     *
     * @throws IOException if it cannot be read, is gone, or is too large
     */
    byte[] read(String path) throws IOException;

    /** Whether the catalog takes notice of a file. */
    static boolean belongs(String folder, String file) {
        return !folder.startsWith(".")
                && (file.equals(CONTRACT) || isSql(file) || isMailText(folder, file));
    }

    static boolean isMailText(String folder, String file) {
        return folder.equals(MAIL) && file.endsWith(".txt") && !file.startsWith(".");
    }

    static boolean isSql(String file) {
        return file.endsWith(".sql") && !file.startsWith(".");
    }
}
