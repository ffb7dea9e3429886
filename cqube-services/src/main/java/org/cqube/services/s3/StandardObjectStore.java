/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.lifecycle.OnDisabled;
import org.apache.nifi.annotation.lifecycle.OnEnabled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.controller.ConfigurationContext;
import org.apache.nifi.controller.VerifiableControllerService;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.util.StandardValidators;

@Tags({"cqube", "s3", "object store", "aws", "minio", "ceph"})
@CapabilityDescription(
        "Client for Amazon S3 and for stores that speak its protocol. Gives cQube processors the"
                + " emission, input and output buckets. Enabling does not connect: a store that is"
                + " away shows when it is used, and is used again as soon as it is back.")
public class StandardObjectStore extends AbstractControllerService
        implements ObjectStore, VerifiableControllerService {

    static final PropertyDescriptor ENDPOINT =
            new PropertyDescriptor.Builder()
                    .name("Endpoint")
                    .description(
                            "URL of the store, such as https://s3.example.org:9000. Empty: Amazon's"
                                    + " endpoint of the region.")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(EndpointValidator.INSTANCE)
                    .build();
    static final PropertyDescriptor REGION =
            new PropertyDescriptor.Builder()
                    .name("Region")
                    .description(
                            "Region of the buckets, part of each request's signature. Stores"
                                    + " without regions take us-east-1.")
                    .required(true)
                    .defaultValue("us-east-1")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(
                            StandardValidators.createRegexMatchingValidator(
                                    Pattern.compile("[a-z0-9-]{1,63}")))
                    .build();
    static final PropertyDescriptor PATH_STYLE =
            new PropertyDescriptor.Builder()
                    .name("Path Style Access")
                    .description(
                            "Whether the bucket stands in the path of the URL (most stores on own"
                                    + " servers) rather than in the host name (Amazon).")
                    .required(true)
                    .allowableValues("true", "false")
                    .defaultValue("true")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();
    static final PropertyDescriptor CREDENTIALS_SOURCE =
            new PropertyDescriptor.Builder()
                    .name("Credentials Source")
                    .description("Where access key and secret key come from.")
                    .required(true)
                    .allowableValues(CredentialsSource.class)
                    .defaultValue(CredentialsSource.STATIC)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();
    // Neither key is 'required': one flow definition serves both sources of credentials, and
    // parameters that are left empty must not make the default chain invalid.
    static final PropertyDescriptor ACCESS_KEY =
            new PropertyDescriptor.Builder()
                    .name("Access Key")
                    .description("Identifier of the key pair.")
                    .sensitive(true)
                    .dependsOn(CREDENTIALS_SOURCE, CredentialsSource.STATIC)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();
    static final PropertyDescriptor SECRET_KEY =
            new PropertyDescriptor.Builder()
                    .name("Secret Key")
                    .description("Secret of the key pair.")
                    .sensitive(true)
                    .dependsOn(CREDENTIALS_SOURCE, CredentialsSource.STATIC)
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.NON_BLANK_VALIDATOR)
                    .build();

    private static final List<PropertyDescriptor> PROPERTIES =
            List.of(ENDPOINT, REGION, PATH_STYLE, CREDENTIALS_SOURCE, ACCESS_KEY, SECRET_KEY);

    private volatile S3Requests requests;

    @Override
    protected List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return PROPERTIES;
    }

    @Override
    protected Collection<ValidationResult> customValidate(ValidationContext context) {
        if (source(context) == CredentialsSource.DEFAULT_CHAIN) {
            return List.of();
        }
        List<ValidationResult> faults = new ArrayList<>();
        for (PropertyDescriptor key : List.of(ACCESS_KEY, SECRET_KEY)) {
            if (!context.getProperty(key).isSet()) {
                faults.add(
                        new ValidationResult.Builder()
                                .subject(key.getName())
                                .valid(false)
                                .explanation("static credentials need both keys")
                                .build());
            }
        }
        return faults;
    }

    @OnEnabled
    public void onEnabled(ConfigurationContext context) {
        requests = new S3Requests(settings(context));
    }

    @OnDisabled
    public void onDisabled() {
        S3Requests closing = requests;
        requests = null;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public List<ConfigVerificationResult> verify(
            ConfigurationContext context, ComponentLog logger, Map<String, String> variables) {
        return ObjectStoreVerification.verify(settings(context));
    }

    @Override
    public Stream<StoredObject> list(String bucket, String prefix) {
        return requests().list(bucket, prefix);
    }

    @Override
    public Optional<StoredObject> head(String bucket, String key) {
        return requests().head(bucket, key);
    }

    @Override
    public InputStream get(String bucket, String key) {
        return requests().get(bucket, key);
    }

    @Override
    public void put(String bucket, String key, Content content) {
        requests().put(bucket, key, content);
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Content content) {
        return requests().putIfAbsent(bucket, key, content);
    }

    @Override
    public void delete(String bucket, String key) {
        requests().delete(bucket, key);
    }

    @Override
    public void probe(String bucket) {
        requests().probe(bucket);
    }

    private S3Requests requests() {
        S3Requests current = requests;
        if (current == null) {
            throw new IllegalStateException("S3 Object Store " + getIdentifier() + " is disabled");
        }
        return current;
    }

    private static CredentialsSource source(PropertyContext context) {
        return context.getProperty(CREDENTIALS_SOURCE).asAllowableValue(CredentialsSource.class);
    }

    private static ObjectStoreSettings settings(PropertyContext context) {
        boolean chain = source(context) == CredentialsSource.DEFAULT_CHAIN;
        return new ObjectStoreSettings(
                Optional.ofNullable(context.getProperty(ENDPOINT).getValue())
                        .filter(url -> !url.isBlank())
                        .map(URI::create),
                context.getProperty(REGION).getValue(),
                context.getProperty(PATH_STYLE).asBoolean(),
                chain
                        ? Optional.empty()
                        : Optional.ofNullable(context.getProperty(ACCESS_KEY).getValue()),
                chain ? "" : context.getProperty(SECRET_KEY).getValue());
    }
}
