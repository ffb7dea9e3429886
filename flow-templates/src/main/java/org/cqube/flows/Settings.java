/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of an installation and those of one data source.
 *
 * <p>Values are those of production; the try-out runtime sets its own. What has no value is either
 * the operator's to give (database, buckets) or optional.
 */
public final class Settings {

    static final String COMMON = "cqube-common";

    private Settings() {}

    /** Shared by all groups: where things are, and what holds for the whole state. */
    public static SettingGroup common() {
        return new SettingGroup(
                COMMON,
                "Shared by all cQube groups; each data source inherits it and may override it.",
                List.of(
                        Setting.unset(
                                "cqube.s3.endpoint",
                                "URL of the S3 server; without value, Amazon's of the region"),
                        Setting.of("cqube.s3.region", "ap-south-1", "Region of the buckets"),
                        Setting.of(
                                "cqube.s3.path.style",
                                "false",
                                "true for servers that have no host name per bucket, such as MinIO"),
                        Setting.of(
                                "cqube.s3.credentials",
                                "static",
                                "static: access and secret key below; default chain: those of the"
                                        + " machine or container"),
                        Setting.secret("cqube.s3.access.key", "Access key id"),
                        Setting.secret("cqube.s3.secret.key", "Secret access key"),
                        Setting.of(
                                "cqube.bucket.emission",
                                "cqube-emission",
                                "Bucket in which emitters put their zips"),
                        Setting.of(
                                "cqube.bucket.input",
                                "cqube-input",
                                "Bucket that keeps every checked CSV and the reject reports"),
                        Setting.of(
                                "cqube.bucket.output",
                                "cqube-output",
                                "Bucket of the published metrics"),
                        Setting.unset(
                                "cqube.db.url", "JDBC URL, as jdbc:postgresql://host:5432/cqube"),
                        Setting.of(
                                "cqube.db.load.user",
                                "nifi_load",
                                "Database login of the steps that load, a member of cqube_load"),
                        Setting.secret("cqube.db.load.password", "Its password"),
                        Setting.of(
                                "cqube.db.aggregate.user",
                                "nifi_aggregate",
                                "Database login of the step that sums up, a member of"
                                        + " cqube_aggregate"),
                        Setting.secret("cqube.db.aggregate.password", "Its password"),
                        Setting.of(
                                "cqube.db.publish.user",
                                "nifi_publish",
                                "Database login of the steps that publish, a member of"
                                        + " cqube_publish"),
                        Setting.secret("cqube.db.publish.password", "Its password"),
                        Setting.of(
                                "cqube.db.owner.user",
                                "nifi_owner",
                                "Database login that makes and changes tables, a member of"
                                        + " cqube_owner"),
                        Setting.secret("cqube.db.owner.password", "Its password"),
                        Setting.of(
                                "cqube.db.connections",
                                "10",
                                "Most database connections that each of the three pools of one NiFi"
                                        + " node opens"),
                        Setting.of(
                                "cqube.catalog.location.type",
                                "directory",
                                "Where the data contracts are: directory or s3"),
                        Setting.unset(
                                "cqube.catalog.directory",
                                "Directory with one folder per data source, the same on all nodes"),
                        Setting.unset("cqube.catalog.bucket", "Bucket of the contracts, for s3"),
                        Setting.unset(
                                "cqube.catalog.prefix", "Key prefix of the contracts, for s3"),
                        Setting.unset(
                                "cqube.rules.off",
                                "Rules that the state does without; duplicate.geo-shared is the one"
                                        + " that may be named"),
                        Setting.of(
                                "cqube.zone",
                                "Asia/Kolkata",
                                "Time zone of the state: days begin and end in it"),
                        Setting.of(
                                "cqube.academic.year.start.month",
                                "6",
                                "First month of the academic year, 1 to 12"),
                        Setting.of(
                                "cqube.manifest.required",
                                "strict",
                                "How much of the manifest must be there: strict, lenient or off"),
                        Setting.of(
                                "cqube.asof",
                                "yesterday",
                                "Last day that metrics count: yesterday, latest (day with data) or"
                                        + " a date"),
                        Setting.of(
                                "cqube.state.name",
                                "State",
                                "Name of the state, as printed in metrics"),
                        Setting.of(
                                "cqube.metrics.require.geo",
                                "false",
                                "true leaves schools without coordinates out of the metrics"),
                        Setting.unset(
                                "cqube.attendance.weekly.holidays",
                                "Days of the week that do not count, as SUNDAY; without value, all"
                                        + " count"),
                        Setting.of(
                                "cqube.listing.period",
                                "15 sec",
                                "How often the emission bucket is looked at"),
                        Setting.of(
                                "cqube.aggregate.period",
                                "15 sec",
                                "How often changed data are summed up and published"),
                        Setting.of(
                                "cqube.inbox.period",
                                "1 min",
                                "How often unknown and old zips are looked for"),
                        Setting.of(
                                "cqube.retention.emission",
                                "7 days",
                                "How long a zip that was not taken stays in the emission bucket"),
                        Setting.of(
                                "cqube.retention.generations",
                                "10",
                                "How many generations of a source's published files stay whole"),
                        Setting.of(
                                "cqube.retention.period",
                                "1 hour",
                                "How often old generations are looked for"),
                        Setting.unset(
                                "cqube.smtp.host",
                                "Host of the mail server; without value, no mail"),
                        Setting.of("cqube.smtp.port", "587", "Port of the mail server"),
                        Setting.of(
                                "cqube.smtp.tls",
                                "starttls",
                                "How the connection is protected: starttls, tls or none"),
                        Setting.unset(
                                "cqube.smtp.user",
                                "User at the mail server; without value, it asks nobody"),
                        Setting.secret("cqube.smtp.password", "Password of that user"),
                        Setting.unset("cqube.mail.from", "Address that mails come from"),
                        Setting.unset(
                                "cqube.mail.emitter",
                                "Addresses of those who emit, separated by commas; usually set per"
                                        + " data source"),
                        Setting.unset(
                                "cqube.mail.operator",
                                "Addresses of the operators, separated by commas"),
                        Setting.of(
                                "cqube.mail.language",
                                "en",
                                "Language of the mails, as in the names of their texts"),
                        Setting.of(
                                "cqube.mail.digest.after",
                                "0",
                                "After so many failed files of an hour and source the rest is told in"
                                        + " one mail; 0 tells each by itself"),
                        Setting.of(
                                "cqube.mail.period",
                                "15 sec",
                                "How often it is looked for what somebody has to be told"),
                        Setting.of(
                                "cqube.mail.retry.delay",
                                "1 min",
                                "Time until a mail that failed is tried again; doubled each time, up"
                                        + " to an hour"),
                        Setting.of(
                                "cqube.mail.retry.tries",
                                "20",
                                "Tries after which a mail is given up")),
                null);
    }

    /**
     * The parameters of one data source.
     *
     * @param source name of the data source, which is that of its folder
     * @param overrides values that the source's folder sets, for parameters of its own or shared
     */
    public static SettingGroup of(String source, Map<String, String> overrides) {
        return group(
                source,
                overrides,
                Setting.of(
                        "cqube.overlap.policy",
                        "contract",
                        "What happens to days that were processed before: contract (as it says),"
                                + " after-last-day, open-days or open-cells"),
                Setting.of(
                        "cqube.overlap.scope",
                        "contract",
                        "Whose processed days count: contract (as it says), school or state"),
                Setting.unset(
                        "cqube.rejected.max.percent",
                        "Refuse the whole file when more than this share of its records is refused;"
                                + " without value, never"));
    }

    /** The parameters of a source that only reports on others; as above. */
    static SettingGroup ofDerived(String source, Map<String, String> overrides) {
        return group(source, overrides);
    }

    private static SettingGroup group(
            String source, Map<String, String> overrides, Setting... more) {
        SettingGroup common = common();
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.of("cqube.source", source, "Name of the data source"));
        settings.addAll(List.of(more));
        Map<String, String> left = new TreeMap<>(overrides);
        settings.replaceAll(setting -> override(setting, left));
        for (Setting shared : common.settings()) {
            if (left.containsKey(shared.name())) {
                settings.add(override(shared, left));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameters of %s that do not exist: %s".formatted(source, left.keySet()));
        }
        return new SettingGroup(
                "cqube-" + source, "Parameters of the data source " + source, settings, common);
    }

    private static Setting override(Setting setting, Map<String, String> left) {
        String value = left.remove(setting.name());
        return value == null
                ? setting
                : new Setting(setting.name(), value, setting.sensitive(), setting.description());
    }
}
