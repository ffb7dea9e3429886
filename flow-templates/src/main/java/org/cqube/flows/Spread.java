/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

/** How a queue spreads its FlowFiles over the nodes of a cluster; no effect on a single node. */
public enum Spread {
    /** They stay on the node where they are: moving them would cost more than it gains. */
    DO_NOT_LOAD_BALANCE,
    /** In turn over all nodes: one node has produced what all can work on. */
    ROUND_ROBIN
}
