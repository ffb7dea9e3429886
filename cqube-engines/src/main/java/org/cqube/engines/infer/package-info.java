/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Proposes a data contract for a CSV that nobody has described yet: {@link
 * org.cqube.engines.infer.ContractInference} reads all of its records, not a sample, and proves the
 * proposal with the engine of validation before it gives it away.
 *
 * <p>Not thread-safe; memory is bounded whatever the size of the file.
 */
package org.cqube.engines.infer;
