/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;

/**
 * The name of an emitted zip or of a CSV in it: a base name, and a time stamp or none.
 *
 * @param base what the file is, for example {@code student_attendance}
 * @param timestamp when it was emitted, in the installation's zone
 */
public record ZipName(String base, Optional<LocalDateTime> timestamp) {

    /** Time stamps in names: fourteen digits. A date that does not exist is no time stamp. */
    public static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern NAME =
            Pattern.compile(
                    "(?<base>[a-z][a-z0-9_]*?)(_(?<timestamp>\\d{14}))?\\.(?<extension>zip|csv)");

    /**
     * Reads an object key or a plain name; folders before the name do not matter.
     *
     * @throws Refusal {@code file.name} if it is not {@code <base>[_<yyyyMMddHHmmss>].zip}
     */
    public static ZipName parse(String key) throws Refusal {
        return of(key.substring(key.lastIndexOf('/') + 1), "zip");
    }

    /**
     * Reads the name of a CSV in a zip.
     *
     * @throws Refusal {@code file.name} if it is not {@code <base>[_<yyyyMMddHHmmss>].csv}
     */
    public static ZipName parseCsv(String name) throws Refusal {
        return of(name, "csv");
    }

    private static ZipName of(String name, String extension) throws Refusal {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !matcher.group("extension").equals(extension)) {
            throw refusal(name, extension, "its name does not have that form");
        }
        String digits = matcher.group("timestamp");
        try {
            return new ZipName(
                    matcher.group("base"),
                    Optional.ofNullable(digits).map(text -> LocalDateTime.parse(text, TIMESTAMP)));
        } catch (DateTimeException e) {
            throw refusal(name, extension, digits + " is no date and time");
        }
    }

    private static Refusal refusal(String name, String extension, String why) {
        return new Refusal(
                Rule.FILE_NAME,
                name + ": " + why,
                "Expected is <base name>_<yyyyMMddHHmmss>.%s or <base name>.%s, in lower case"
                        .formatted(extension, extension));
    }

    /**
     * The place of the emission among those of its source: the time stamp of its name, else when it
     * was uploaded.
     */
    public Instant place(Instant lastModified, ZoneId zone) {
        return timestamp.map(time -> time.atZone(zone).toInstant()).orElse(lastModified);
    }

    /** The name of a zip: {@code <base>_<yyyyMMddHHmmss>.zip}. */
    public static String zip(String base, LocalDateTime timestamp) {
        return base + "_" + TIMESTAMP.format(timestamp) + ".zip";
    }

    /** The name of a CSV: {@code <base>_<yyyyMMddHHmmss>.csv}. */
    public static String csv(String base, LocalDateTime timestamp) {
        return base + "_" + TIMESTAMP.format(timestamp) + ".csv";
    }
}
