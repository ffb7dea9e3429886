/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */

/**
 * What an emitter hands over: a zip with CSV files and a manifest that says what they hold.
 *
 * <p>Entry points: {@link org.cqube.engines.emission.EmissionZip} opens a zip from the field
 * safely, {@link org.cqube.engines.emission.ManifestCheck} compares one CSV with its manifest line
 * in one pass, {@link org.cqube.engines.emission.EmissionZipWriter} makes a zip that passes, and
 * {@link org.cqube.engines.emission.ArchiveKey} says where its files are kept. Rules: domain page
 * "data sources", 3.2, 4 and 5, and contracts, 5. Nothing here is shared between threads.
 */
package org.cqube.engines.emission;
