/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.Objects;

/**
 * One parameter of a parameter context.
 *
 * @param name begins with {@code cqube.}
 * @param value null when the operator has to give it, or may leave it out: NiFi reads a reference
 *     to a parameter without value as a property that is not set
 * @param sensitive must be the same as in the property that refers to it; never has a value here
 */
public record Setting(String name, String value, boolean sensitive, String description) {

    public Setting {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        if (sensitive && value != null) {
            throw new IllegalArgumentException(name + ": no secret stands in a flow definition");
        }
    }

    static Setting of(String name, String value, String description) {
        return new Setting(name, value, false, description);
    }

    static Setting unset(String name, String description) {
        return new Setting(name, null, false, description);
    }

    static Setting secret(String name, String description) {
        return new Setting(name, null, true, description);
    }

    /** What a property holds to take this parameter's value. */
    String reference() {
        return "#{" + name + "}";
    }
}
