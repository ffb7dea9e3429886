/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;

/**
 * A pool of which one caller at a time waits for a database that is away; the others hear at once
 * what that one heard last. All of NiFi's threads would wait otherwise, ten seconds each, for every
 * step of every source in turn, and what could be done without the database would wait behind them.
 */
final class OutagePool extends HikariDataSource {
    private final Semaphore look = new Semaphore(1);

    /** What the last caller heard; null while the database answers. */
    private volatile SQLException outage;

    OutagePool(HikariConfig config) {
        super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        SQLException known = outage;
        if (known == null) {
            return borrow();
        }
        if (!look.tryAcquire()) {
            throw new SQLTransientConnectionException(
                    known.getMessage(), known.getSQLState(), known);
        }
        try {
            return borrow();
        } finally {
            look.release();
        }
    }

    private Connection borrow() throws SQLException {
        try {
            Connection connection = super.getConnection();
            outage = null;
            return connection;
        } catch (SQLException e) {
            // with connections that others hold, the pool is only used up
            if (getHikariPoolMXBean() != null && getHikariPoolMXBean().getTotalConnections() == 0) {
                outage = e;
            }
            throw e;
        }
    }
}
