/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import org.cqube.services.load.TableChange;

/**
 * What a replay, or one period of it, did.
 *
 * @param files read and loaded again; a file of several periods counts in each
 * @param filesRefused refused as a whole by the contract in force
 * @param rowsDeleted that stood in the tables
 * @param loaded records that inserted or changed a row
 * @param rejected records that the overlap filter refused
 * @param known records that changed nothing
 */
public record ReplayCounts(
        long files, long filesRefused, long rowsDeleted, long loaded, long rejected, long known) {

    /** Nothing done. */
    public static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0, 0);

    ReplayCounts plus(final ReplayCounts other) {
        return new ReplayCounts(
                files + other.files,
                filesRefused + other.filesRefused,
                rowsDeleted + other.rowsDeleted,
                loaded + other.loaded,
                rejected + other.rejected,
                known + other.known);
    }

    ReplayCounts withDeleted(final long rows) {
        return new ReplayCounts(files, filesRefused, rowsDeleted + rows, loaded, rejected, known);
    }

    ReplayCounts withRefusedFile() {
        return new ReplayCounts(files, filesRefused + 1, rowsDeleted, loaded, rejected, known);
    }

    ReplayCounts withFile(final TableChange.Result result) {
        return new ReplayCounts(
                files + 1,
                filesRefused,
                rowsDeleted,
                loaded + result.loaded(),
                rejected + result.rejected(),
                known + result.known());
    }

    /** Valid records that the selection took in. */
    public long records() {
        return loaded + rejected + known;
    }
}
