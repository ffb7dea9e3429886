/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.ProxyConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"cqube", "postgresql", "database", "jdbc", "pool", "copy"})
@CapabilityDescription(
        "Connection pool for PostgreSQL, driver included, with bulk transfer by COPY. Enabling does"
                + " not wait for the database: one that is away shows when a connection is asked"
                + " for, and is used again as soon as it is back.")
public class StandardPostgresPool extends AbstractControllerService
        implements PostgresPool, VerifiableControllerService {

    static final PropertyDescriptor DATABASE_URL =
            new PropertyDescriptor.Builder()
                    .name("Database URL")
                    .description(
                            "Such as jdbc:postgresql://db.example.org:5432/cqube. Options of the"
                                    + " driver may follow (?sslmode=verify-full) and win over the"
                                    + " pool's own; credentials may not.")
                    .required(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(DatabaseUrlValidator.INSTANCE)
                    .build();
    static final PropertyDescriptor DATABASE_USER =
            new PropertyDescriptor.Builder()
                    .name("Database User")
                    .description(
                            "Login that the work is done under, a member of cqube_load,"
                                    + " cqube_aggregate or cqube_publish.")
                    .required(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();
    static final PropertyDescriptor DATABASE_PASSWORD =
            new PropertyDescriptor.Builder()
                    .name("Database Password")
                    .description("Empty where the server trusts the connection otherwise.")
                    .sensitive(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(org.apache.nifi.components.Validator.VALID)
                    .build();
    static final PropertyDescriptor OWNER_USER =
            new PropertyDescriptor.Builder()
                    .name("Owner User")
                    .description(
                            "Login that makes and changes tables, a member of cqube_owner. Used at"
                                    + " the first start, and when a contract changes. Without it,"
                                    + " the database user does so.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();
    static final PropertyDescriptor OWNER_PASSWORD =
            new PropertyDescriptor.Builder()
                    .name("Owner Password")
                    .description("Empty where the server trusts the connection otherwise.")
                    .sensitive(true)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(org.apache.nifi.components.Validator.VALID)
                    .build();
    static final PropertyDescriptor MAXIMUM_CONNECTIONS =
            new PropertyDescriptor.Builder()
                    .name("Maximum Connections")
                    .description(
                            "Connections held at most by one node. As many tasks can talk to the"
                                    + " database at once; more wait.")
                    .required(true)
                    .defaultValue("8")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.createLongValidator(1, 1000, true))
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(
                    DATABASE_URL,
                    DATABASE_USER,
                    DATABASE_PASSWORD,
                    OWNER_USER,
                    OWNER_PASSWORD,
                    MAXIMUM_CONNECTIONS);

    private volatile HikariDataSource pool;

    /** The same as {@link #pool} where no owner is set. */
    private volatile HikariDataSource ownerPool;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @OnEnabled
    public void onEnabled(ConfigurationContext context) {
        HikariDataSource opened = settings(context).open(1);
        ownerPool = hasOwner(context) ? ownerSettings(context).open(0) : opened;
        pool = opened;
    }

    @OnDisabled
    public void onDisabled() {
        HikariDataSource closing = pool;
        HikariDataSource closingOwner = ownerPool;
        pool = null;
        ownerPool = null;
        if (closing != null) {
            closing.close();
        }
        if (closingOwner != null) {
            closingOwner.close();
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog logger, Map<String, String> variables) {
        PoolSettings settings = settings(context);
        return PoolVerification.verify(
                settings, hasOwner(context) ? ownerSettings(context) : settings);
    }

    @Override
    public Connection getConnection() throws ProcessException {
        return lend(pool);
    }

    @Override
    public Connection getOwnerConnection() throws ProcessException {
        return lend(ownerPool);
    }

    private Connection lend(HikariDataSource lender) {
        if (lender == null) {
            throw new ProcessException("PostgreSQL Pool " + getIdentifier() + " is disabled");
        }
        try {
            return lender.getConnection();
        } catch (SQLException e) {
            throw new ProcessException("No connection to PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public long copyIn(Connection connection, String copySql, InputStream data)
            throws SQLException, IOException {
        return new Copy(connection, this::discard).in(copySql, data);
    }

    @Override
    public long copyOut(Connection connection, String copySql, OutputStream target)
            throws SQLException, IOException {
        return new Copy(connection, this::discard).out(copySql, target);
    }

    /** Closes the physical connection and has the pool forget it when it is given back. */
    private void discard(Connection connection) throws SQLException {
        HikariDataSource lender = pool;
        connection.abort(Runnable::run);
        if (lender != null && connection instanceof ProxyConnection) {
            lender.evictConnection(connection);
        }
    }

    private PoolSettings settings(PropertyContext context) {
        return new PoolSettings(
                "cqube-" + getIdentifier(),
                context.getProperty(DATABASE_URL).getValue(),
                context.getProperty(DATABASE_USER).getValue(),
                context.getProperty(DATABASE_PASSWORD).getValue(),
                context.getProperty(MAXIMUM_CONNECTIONS).asInteger());
    }

    private static boolean hasOwner(PropertyContext context) {
        return context.getProperty(OWNER_USER).isSet();
    }

    private PoolSettings ownerSettings(PropertyContext context) {
        return settings(context)
                .owner(
                        context.getProperty(OWNER_USER).getValue(),
                        context.getProperty(OWNER_PASSWORD).getValue());
    }
}
