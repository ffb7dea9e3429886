/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.load;

import java.sql.Connection;
import java.sql.SQLException;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.SupersededException;

/** The end of a load that is done once more; rows and order are the caller's to see to. */
public final class LoadedAgain {
    private LoadedAgain() {}

    /** Records the end in the ledger, as a load of the flow does. */
    public static LoadOutcome commit(
            final Connection connection, final Emission emission, final long loaded)
            throws SQLException, SupersededException {
        return new LoadLedger(connection).commit(emission, loaded);
    }
}
