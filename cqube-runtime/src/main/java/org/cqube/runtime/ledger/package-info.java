/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * What the pipeline's ledger says, as {@code ./cqube} shows it: {@link
 * org.cqube.runtime.ledger.Ledger} reads and asks, {@link org.cqube.runtime.ledger.EmissionJson}
 * has the shape for programs.
 */
package org.cqube.runtime.ledger;
