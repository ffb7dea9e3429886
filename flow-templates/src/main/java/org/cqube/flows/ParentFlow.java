/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.List;

/** The group that holds the groups of the data sources, and the services that they share. */
final class ParentFlow {

    private ParentFlow() {}

    static FlowPlan plan() {
        return new FlowPlan(
                "cqube",
                "cQube",
                "Holds the services that all data sources share. Import the flow of each data"
                        + " source, and inbox, inside this group.",
                Settings.common(),
                List.of(
                        SharedService.OBJECT_STORE,
                        SharedService.POOL,
                        SharedService.AGGREGATE_POOL,
                        SharedService.PUBLISH_POOL,
                        SharedService.CATALOG,
                        SharedService.MAIL_SERVER),
                List.of(),
                List.of(),
                List.of());
    }
}
