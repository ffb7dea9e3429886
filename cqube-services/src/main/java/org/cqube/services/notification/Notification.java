/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One mail in the ledger.
 *
 * @param ticket lets one FlowFile act for it
 * @param recipients addresses; none where nobody is to be told
 * @param attempts how often it was tried
 * @param nextTryAt before this it is not tried again; empty before the first failure
 */
public record Notification(
        long id,
        UUID ticket,
        String source,
        String kind,
        Optional<Long> emissionId,
        List<String> recipients,
        String subject,
        String body,
        int attempts,
        Optional<Instant> nextTryAt) {}
