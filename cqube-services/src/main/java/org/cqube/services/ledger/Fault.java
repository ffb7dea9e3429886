/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

/**
 * A fault of the world, as the ledger keeps it while an emission is parked.
 *
 * @param step the step that failed: fetch, check, archive, validate, filter, load or publish
 * @param message what went wrong, for an operator
 * @param outage whether it is an outage that ends by itself (the database or the store away, a disk
 *     full)
 */
public record Fault(String step, String message, boolean outage) {}
