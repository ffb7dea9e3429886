/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The contract of one CSV file of a source.
 *
 * @param baseName name of the CSV without time stamp and extension
 * @param delimiter the byte between fields
 * @param quote the byte around fields that hold delimiters, quotes or line breaks
 * @param fields the columns, in contract order
 * @param primaryKey field names that identify a record
 * @param missingValues null tokens, compared without case after trimming; empty is always one
 * @param duplicates rules within one file, in the order of the catalogue
 * @param overlap how records meet what is stored
 * @param target where the records are stored
 * @param references to masters and other facts
 * @param names what else the file is called, and what else may stand in its header
 * @param checks SQL files of the folder that look at the accepted records as a whole, and at what
 *     is stored
 * @param maximumRejectedPercent more refused records than this refuse the file; null: no limit
 * @param replay columns by which a replay may choose rows
 */
public record FileContract(
        String baseName,
        byte delimiter,
        byte quote,
        List<FieldContract> fields,
        List<String> primaryKey,
        Set<String> missingValues,
        List<DuplicateRule> duplicates,
        Overlap overlap,
        Target target,
        List<Reference> references,
        FileNames names,
        List<String> checks,
        Double maximumRejectedPercent,
        Selectors replay) {

    public FileContract {
        fields = List.copyOf(fields);
        primaryKey = List.copyOf(primaryKey);
        missingValues = Set.copyOf(missingValues);
        duplicates = List.copyOf(duplicates);
        references = List.copyOf(references);
        checks = List.copyOf(checks);
    }

    /** The field of this name, which is not a header or a database column. */
    public Optional<FieldContract> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * Position of the field of this name in {@link #fields()}.
     *
     * @throws IllegalArgumentException if there is none; the reader checks every name it stores
     */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no field " + name + " in " + baseName);
    }

    /** Whether a CSV of this base name is this file. */
    public boolean isNamed(String base) {
        return baseName.equals(base) || names.otherBaseNames().contains(base);
    }

    /** The same file with the choices that a replay has unless a contract says otherwise. */
    FileContract withReplay(Selectors selectors) {
        return new FileContract(
                baseName,
                delimiter,
                quote,
                fields,
                primaryKey,
                missingValues,
                duplicates,
                overlap,
                target,
                references,
                names,
                checks,
                maximumRejectedPercent,
                selectors);
    }

    /** The same file with other duplicate rules. */
    FileContract withDuplicates(List<DuplicateRule> others) {
        return new FileContract(
                baseName,
                delimiter,
                quote,
                fields,
                primaryKey,
                missingValues,
                others,
                overlap,
                target,
                references,
                names,
                checks,
                maximumRejectedPercent,
                replay);
    }

    /** The same file under another name, loaded to another place. */
    FileContract renamed(String base, List<String> otherBases, Target place) {
        return new FileContract(
                base,
                delimiter,
                quote,
                fields,
                primaryKey,
                missingValues,
                duplicates,
                overlap,
                place,
                references,
                names.withOtherBaseNames(otherBases),
                checks,
                maximumRejectedPercent,
                replay);
    }

    /** The same file with fewer columns, or columns under other headers. */
    FileContract reduced(
            List<FieldContract> active,
            List<DuplicateRule> activeDuplicates,
            List<Reference> activeReferences,
            Set<String> ignoredHeaders,
            List<FieldContract> inactive) {
        return new FileContract(
                baseName,
                delimiter,
                quote,
                active,
                primaryKey,
                missingValues,
                activeDuplicates,
                overlap,
                target,
                activeReferences,
                names.without(ignoredHeaders, inactive),
                checks,
                maximumRejectedPercent,
                replay);
    }

    /** The fields that are loaded, in contract order. */
    public List<FieldContract> storedFields() {
        return fields.stream().filter(FieldContract::stored).toList();
    }
}
