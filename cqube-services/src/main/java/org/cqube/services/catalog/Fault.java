/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

/**
 * Something in the catalog that somebody has to mend.
 *
 * @param source folder of the source
 * @param file its file
 * @param message what is wrong
 */
record Fault(String source, String file, String message) {

    @Override
    public String toString() {
        return "%s/%s: %s".formatted(source, file, message);
    }
}
