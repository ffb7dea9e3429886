/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The contract that is in force: the folder's, as the state's configuration changes it. A column
 * with a state column has that header and no other; a column that is switched off is as if it had
 * never been in the contract, and its headers are passed over in silence.
 *
 * <p>Fields that the configuration does not name stay as the contract says. A field that the
 * contract does not let be switched off stays on, whatever is stored: the configuration may be
 * older than the contract.
 */
public final class ConfiguredContract {

    private final FileContract file;
    private final Map<String, FieldSetting> settings;

    private ConfiguredContract(FileContract file, Map<String, FieldSetting> settings) {
        this.file = file;
        this.settings = settings;
    }

    /**
     * Applies a configuration.
     *
     * @param settings by base name of the file, then by name of the field
     * @return the contract itself if nothing is configured; else one whose hash covers both
     */
    public static SourceContract apply(
            SourceContract contract, Map<String, Map<String, FieldSetting>> settings) {
        if (contract.files().stream().allMatch(file -> of(settings, file).isEmpty())) {
            return contract;
        }
        List<FileContract> files =
                contract.files().stream()
                        .map(file -> new ConfiguredContract(file, of(settings, file)).applied())
                        .toList();
        return contract.withFiles(files, hash(contract, settings));
    }

    private static Map<String, FieldSetting> of(
            Map<String, Map<String, FieldSetting>> settings, FileContract file) {
        return settings.getOrDefault(file.baseName(), Map.of());
    }

    private FileContract applied() {
        if (settings.isEmpty()) {
            return file;
        }
        Set<String> claimed =
                file.fields().stream()
                        .filter(field -> active(field) && stateColumn(field) != null)
                        .map(field -> key(stateColumn(field)))
                        .collect(Collectors.toSet());
        List<FieldContract> active = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        Set<String> ignored = new HashSet<>();
        for (FieldContract field : file.fields()) {
            if (active(field)) {
                active.add(named(field, claimed));
            } else {
                gone.add(field.name());
                field.headers().forEach(header -> ignored.add(key(header)));
                if (stateColumn(field) != null) {
                    ignored.add(key(stateColumn(field)));
                }
            }
        }
        active.forEach(field -> field.headers().forEach(header -> ignored.remove(key(header))));
        return file.reduced(
                active,
                file.duplicates().stream().flatMap(rule -> rule.without(gone).stream()).toList(),
                file.references().stream()
                        .filter(reference -> reference.fields().stream().noneMatch(gone::contains))
                        .toList(),
                ignored,
                file.fields().stream().filter(field -> !active(field)).toList());
    }

    private boolean active(FieldContract field) {
        FieldSetting setting = settings.get(field.name());
        return setting == null || setting.active() || !field.deactivatable();
    }

    private String stateColumn(FieldContract field) {
        FieldSetting setting = settings.get(field.name());
        return setting == null ? null : setting.stateColumn();
    }

    /** A header that the configuration gives to one field no longer means another. */
    private FieldContract named(FieldContract field, Set<String> claimed) {
        String state = stateColumn(field);
        if (state != null) {
            return field.underHeaders(List.of(state));
        }
        List<String> left =
                field.headers().stream().filter(header -> !claimed.contains(key(header))).toList();
        return left.size() == field.headers().size() ? field : field.underHeaders(left);
    }

    private static String key(String header) {
        return header.strip().toLowerCase(Locale.ROOT);
    }

    private static String hash(
            SourceContract contract, Map<String, Map<String, FieldSetting>> settings) {
        List<String> parts = new ArrayList<>();
        parts.add(contract.hash());
        for (FileContract file : contract.files()) {
            new TreeMap<>(of(settings, file))
                    .forEach(
                            (field, setting) -> {
                                parts.add(file.baseName());
                                parts.add(field);
                                parts.add(String.valueOf(setting.stateColumn()));
                                parts.add(String.valueOf(setting.active()));
                                parts.add(String.valueOf(setting.encoding()));
                            });
        }
        return ContractHash.of(parts);
    }
}
