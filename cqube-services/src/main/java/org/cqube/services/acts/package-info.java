/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Acts beside the emissions themselves: what is kept of commits in the input bucket, replays (rows
 * deleted and loaded again from their archived files) and the rebuild of a database from the input
 * bucket alone. Entry points: {@link org.cqube.services.acts.ActArchive}, {@link
 * org.cqube.services.acts.ReplayRequests}, {@link org.cqube.services.acts.Rebuild}. Nothing here is
 * shared between threads.
 */
package org.cqube.services.acts;
