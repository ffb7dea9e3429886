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
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGProperty;

/** The resolved property values of one {@link StandardPostgresPool}. */
record PoolSettings(String name, String url, String user, String password, int connections) {
    static final String APPLICATION_NAME = "cqube-nifi";

    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    /** Upper limit of one statement that says nothing meanwhile, such as an aggregation. */
    private static final int SOCKET_TIMEOUT_SECONDS = 30 * 60;

    /** Tables are made seldom, and one at a time: the others wait for a lock. */
    private static final int OWNER_CONNECTIONS = 2;

    private static final Duration LEND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
    private static final Duration MAXIMUM_LIFE = Duration.ofMinutes(30);
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** The same database for the role that makes tables. */
    PoolSettings owner(String ownerUser, String ownerPassword) {
        return new PoolSettings(name + "-owner", url, ownerUser, ownerPassword, OWNER_CONNECTIONS);
    }

    DriverDataSource dataSource() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, user);
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.APPLICATION_NAME.set(properties, APPLICATION_NAME);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, SOCKET_TIMEOUT_SECONDS);
        // Details quote the row at fault: ids of pupils do not belong into logs and bulletins.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return new DriverDataSource(url, properties);
    }

    /**
     * A pool that starts without a database and finds it when it comes.
     *
     * @param idle connections that stay open without work
     */
    HikariDataSource open(int idle) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(dataSource());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(idle);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(LEND_TIMEOUT.toMillis());
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setMaxLifetime(MAXIMUM_LIFE.toMillis());
        config.setIdleTimeout(IDLE.toMillis());
        return new OutagePool(config);
    }

    /** Without the password, which a record would print. */
    @Override
    public String toString() {
        return "PoolSettings[name=%s, user=%s, connections=%d]".formatted(name, user, connections);
    }
}
