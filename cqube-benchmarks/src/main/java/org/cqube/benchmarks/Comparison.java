/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.benchmarks;

/**
 * Two that get the same input.
 *
 * @param amount how much each has to have seen after a run
 * @param unit of the amount: rows, or bytes where a peer knows no rows
 */
record Comparison(Side ours, Side peer, long amount, String unit) {}
