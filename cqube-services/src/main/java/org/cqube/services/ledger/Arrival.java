/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.ledger;

import java.time.Instant;

/**
 * An object seen in the emission bucket.
 *
 * @param key object key
 * @param etag its ETag, with key and last-modified the identity of the arrival
 * @param lastModified when the store took it
 * @param emittedAt the time in the zip's name, else last-modified
 */
public record Arrival(String key, String etag, Instant lastModified, Instant emittedAt) {}
