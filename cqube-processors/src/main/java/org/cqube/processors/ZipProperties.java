/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

import java.util.Locale;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.context.PropertyContext;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.processor.DataUnit;
import org.apache.nifi.processor.util.StandardValidators;
import org.cqube.engines.emission.ManifestMode;
import org.cqube.engines.emission.ZipLimits;

/** How far a zip is trusted. */
interface ZipProperties {
    PropertyDescriptor MANIFEST_REQUIRED =
            new PropertyDescriptor.Builder()
                    .name("Manifest Required")
                    .description(
                            "strict: a manifest with size and count must be there; lenient: what is there is compared; off: a zip may"
                                    + " come without a manifest.")
                    .required(true)
                    .allowableValues("strict", "lenient", "off")
                    .defaultValue("strict")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .build();

    PropertyDescriptor MAXIMUM_ENTRIES =
            new PropertyDescriptor.Builder()
                    .name("Maximum Entries")
                    .description("A zip with more entries is refused.")
                    .required(true)
                    .defaultValue("100")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
                    .build();

    PropertyDescriptor MAXIMUM_SIZE =
            new PropertyDescriptor.Builder()
                    .name("Maximum Size")
                    .description(
                            "A zip that expands beyond this is refused, counted while it is inflated.")
                    .required(true)
                    .defaultValue("16 GB")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.DATA_SIZE_VALIDATOR)
                    .build();

    PropertyDescriptor MAXIMUM_RATIO =
            new PropertyDescriptor.Builder()
                    .name("Maximum Ratio")
                    .description(
                            "An entry that expands to more than this many times its compressed size is refused; the first 9 MiB are free.")
                    .required(true)
                    .defaultValue("200")
                    .expressionLanguageSupported(ExpressionLanguageScope.NONE)
                    .addValidator(StandardValidators.POSITIVE_INTEGER_VALIDATOR)
                    .build();

    static ZipLimits limits(final PropertyContext context) {
        return new ZipLimits(
                context.getProperty(MAXIMUM_ENTRIES).asInteger(),
                context.getProperty(MAXIMUM_SIZE).asDataSize(DataUnit.B).longValue(),
                context.getProperty(MAXIMUM_RATIO).asInteger());
    }

    static ManifestMode mode(final PropertyContext context) {
        return ManifestMode.valueOf(
                context.getProperty(MANIFEST_REQUIRED).getValue().toUpperCase(Locale.ROOT));
    }
}
