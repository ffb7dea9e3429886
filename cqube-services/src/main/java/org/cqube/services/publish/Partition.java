/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.publish;

import java.nio.file.Path;

/**
 * One file of a publication.
 *
 * @param report id of its report; {@code index} for the index of a report, whose id is then the
 *     partition
 * @param name its partition: {@code key=value} pairs joined by slashes
 * @param format {@code json} or {@code csv}
 * @param sha256 hex of the hash of its bytes
 * @param spooled where its bytes are until they are written; null when the published file has them
 *     already
 */
record Partition(String report, String name, String format, String sha256, Path spooled) {
    static final String INDEX = "index";

    /** Its place below a generation. */
    String path() {
        return report + "/" + name + "." + format;
    }
}
