/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.SQLException;
import java.util.List;
import org.cqube.services.ledger.Emission;

/** Brings the incoming records into a target table. */
sealed interface TableMerge permits RecordMerge, DaysMerge {
    /** Inserts or changes the stored rows; returns how many records did so. */
    long merge(Emission emission) throws SQLException;

    /** Notes which groups of stored rows the merge is about to take rows from. */
    default void touchBefore(Emission emission, List<String> owners) throws SQLException {}

    /** Notes for the owners' reports which keys changed. */
    void touch(Emission emission, List<String> owners) throws SQLException;
}
