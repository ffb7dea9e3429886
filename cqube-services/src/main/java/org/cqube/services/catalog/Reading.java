/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.OptionalRules;
import org.cqube.engines.contract.ReportDefinition;
import org.cqube.engines.contract.SourceContract;

/**
 * What one look at a location found.
 *
 * @param marks the listing that was read, to tell later whether anything changed
 * @param sources those without fault, by name
 * @param texts texts of mails, by name of file
 * @param faults all that is wrong, in order of path
 */
record Reading(
        SortedMap<String, String> marks,
        SortedMap<String, DataSource> sources,
        SortedMap<String, String> texts,
        List<Fault> faults) {

    /**
     * Reads every source; the fault of one hides neither another source nor another fault.
     *
     * @param rulesOff rules that the installation does without, in whatever contract they stand
     */
    static Reading of(Location location, SortedMap<String, String> marks, Set<String> rulesOff) {
        SortedMap<String, DataSource> sources = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        for (String path : marks.keySet()) {
            if (path.endsWith("/" + Location.CONTRACT)) {
                String folder = path.substring(0, path.indexOf('/'));
                DataSource source = new Folder(location, folder, faults).read(marks);
                if (source != null) {
                    sources.put(
                            folder,
                            source.withContract(
                                    OptionalRules.without(source.contract(), rulesOff)));
                }
            }
        }
        return new Reading(marks, sources, texts(location, marks, faults), faults);
    }

    private static SortedMap<String, String> texts(
            Location location, SortedMap<String, String> marks, List<Fault> faults) {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String path : marks.keySet()) {
            String file = path.substring(path.indexOf('/') + 1);
            if (Location.isMailText(path.substring(0, path.indexOf('/')), file)) {
                try {
                    texts.put(file, Folder.decode(location.read(path)));
                } catch (CharacterCodingException e) {
                    faults.add(new Fault(Location.MAIL, file, "is not UTF-8"));
                } catch (IOException e) {
                    faults.add(new Fault(Location.MAIL, file, "cannot be read: " + e.getMessage()));
                }
            }
        }
        return texts;
    }

    /** One source's folder while it is read. */
    private record Folder(Location location, String name, List<Fault> faults) {

        DataSource read(SortedMap<String, String> marks) {
            int before = faults.size();
            SortedMap<String, byte[]> files = new TreeMap<>();
            for (String path : marks.subMap(name + "/", name + "0").keySet()) {
                readFile(path, files);
            }
            SourceContract contract = contract(files.get(Location.CONTRACT));
            Map<String, String> sql = sql(files);
            if (contract != null) {
                check(contract, files.keySet());
            }
            return faults.size() == before ? new DataSource(contract, sql, hash(files)) : null;
        }

        private void readFile(String path, SortedMap<String, byte[]> files) {
            String file = path.substring(name.length() + 1);
            try {
                files.put(file, location.read(path));
            } catch (IOException e) {
                fault(file, "cannot be read: " + e.getMessage());
            }
        }

        private SourceContract contract(byte[] json) {
            if (json == null) {
                return null; // that it could not be read is a fault already
            }
            try {
                return ContractReader.read(new ByteArrayInputStream(json));
            } catch (ContractException e) {
                e.errors().forEach(error -> fault(Location.CONTRACT, error));
            } catch (IOException e) {
                fault(Location.CONTRACT, e.getMessage());
            }
            return null;
        }

        private Map<String, String> sql(SortedMap<String, byte[]> files) {
            SortedMap<String, String> texts = new TreeMap<>();
            files.forEach(
                    (file, bytes) -> {
                        if (Location.isSql(file)) {
                            try {
                                texts.put(file, decode(bytes));
                            } catch (CharacterCodingException e) {
                                fault(file, "is not UTF-8");
                            }
                        }
                    });
            return texts;
        }

        private void check(SourceContract contract, Set<String> present) {
            if (!contract.name().equals(name)) {
                fault(
                        Location.CONTRACT,
                        "the name '%s' is not that of the folder".formatted(contract.name()));
            }
            Stream.of(
                            contract.aggregates().stream(),
                            contract.reports().stream().map(ReportDefinition::sql),
                            contract.files().stream().flatMap(file -> file.checks().stream()))
                    .flatMap(Function.identity())
                    .distinct()
                    .filter(file -> !present.contains(file))
                    .forEach(file -> fault(file, "is named by the contract but is not there"));
        }

        private void fault(String file, String message) {
            faults.add(new Fault(name, file, message));
        }

        private static String decode(byte[] bytes) throws CharacterCodingException {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }

        /** Lengths are hashed too, so that no byte can move from one file to the next unseen. */
        private static String hash(SortedMap<String, byte[]> files) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                files.forEach(
                        (file, bytes) -> {
                            byte[] fileName = file.getBytes(StandardCharsets.UTF_8);
                            digest.update(
                                    ByteBuffer.allocate(8)
                                            .putInt(fileName.length)
                                            .putInt(bytes.length)
                                            .flip());
                            digest.update(fileName);
                            digest.update(bytes);
                        });
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
