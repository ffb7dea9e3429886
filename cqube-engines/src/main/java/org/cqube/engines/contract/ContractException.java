/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.List;

/** A contract is not valid; the message lists everything that is wrong with it. */
public final class ContractException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<String> errors;

    ContractException(List<String> errors) {
        super(
                "the data contract has "
                        + errors.size()
                        + (errors.size() == 1 ? " error:" : " errors:")
                        + "\n- "
                        + String.join("\n- ", errors));
        this.errors = List.copyOf(errors);
    }

    /** Each begins with the JSON pointer of the place it is about. */
    public List<String> errors() {
        return errors;
    }
}
