/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cqube.engines.contract.ContractHash;
import org.cqube.engines.contract.SourceContract;

/**
 * One data source: all that is particular to it.
 *
 * @param contract what its files look like and where they go
 * @param sql text of each {@code *.sql} in its folder, by file name
 * @param hash 64 hex digits over the names and bytes of all its files; another hash means that
 *     something changed, though not what
 */
public record DataSource(SourceContract contract, Map<String, String> sql, String hash) {

    public DataSource {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(hash, "hash");
        sql = Map.copyOf(sql);
    }

    /** The same folder under a contract that something beside its files has changed. */
    public DataSource withContract(SourceContract other) {
        return other.hash().equals(contract.hash())
                ? this
                : new DataSource(other, sql, ContractHash.of(List.of(hash, other.hash())));
    }

    public String name() {
        return contract.name();
    }

    /**
     * The text of one SQL file.
     *
     * @throws IllegalArgumentException if the folder has no such file; for the files that the
     *     contract names this cannot happen
     */
    public String sql(String fileName) {
        String text = sql.get(fileName);
        if (text == null) {
            throw new IllegalArgumentException(
                    "Data source %s has no file %s".formatted(name(), fileName));
        }
        return text;
    }
}
