/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import java.time.ZoneId;

/**
 * What validation and load depend on beside contract and data; the flow has the same.
 *
 * @param inputBucket where the raw files stand
 * @param zone of the installation: the day of an emission
 * @param startMonth of the academic year, 1 to 12
 */
public record ReloadSettings(String inputBucket, ZoneId zone, int startMonth) {}
