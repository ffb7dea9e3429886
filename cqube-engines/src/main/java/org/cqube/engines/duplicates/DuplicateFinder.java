/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.duplicates;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.cqube.engines.contract.DuplicateRule;
import org.cqube.engines.contract.FileContract;

/**
 * Finds the duplicates of one file. To be called in this order:
 *
 * <ol>
 *   <li>{@link #add} for every record that passed the column checks, in file order;
 *   <li>{@link #findCandidates()}; if it says so, {@link #compare} for every record that {@link
 *       #isCandidate} names, in file order again;
 *   <li>{@link #decide()}.
 * </ol>
 *
 * <p>All rules see the same records, so that the result does not depend on their order: a record
 * that mirrors another has the same key and the same values as that one and changes no group.
 */
public final class DuplicateFinder implements AutoCloseable {

    private final SpillStore store;
    private final List<RuleKeys> rules;

    /**
     * @param directory where a temporary file is made if the budget does not suffice
     * @param heapBudget bytes of keys to keep in memory
     */
    public DuplicateFinder(FileContract contract, Path directory, long heapBudget) {
        this(contract, directory, heapBudget, -1);
    }

    DuplicateFinder(FileContract contract, Path directory, long heapBudget, long hashMask) {
        this.store = new SpillStore(directory, heapBudget);
        this.rules =
                contract.duplicates().stream()
                        .sorted(Comparator.comparing(DuplicateRule::rule))
                        .map(rule -> new RuleKeys(rule, contract, store, hashMask))
                        .toList();
    }

    /**
     * Notes the keys of a record.
     *
     * @param ordinal number of the record in the file, from 0, ascending
     */
    public void add(long ordinal, TypedRow row) throws IOException {
        int number = Math.toIntExact(ordinal);
        for (RuleKeys rule : rules) {
            rule.addHash(number, row);
        }
    }

    /** Ends the first pass; tells whether any record must be looked at again. */
    public boolean findCandidates() throws IOException {
        boolean found = false;
        for (RuleKeys rule : rules) {
            rule.findCandidates();
            found |= rule.hasCandidates();
        }
        return found;
    }

    /** Whether a record must be compared. */
    public boolean isCandidate(long ordinal) {
        for (RuleKeys rule : rules) {
            if (rule.isCandidate((int) ordinal)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the values of a record that {@link #isCandidate} names. */
    public void compare(long ordinal, long line, TypedRow row) throws IOException {
        int number = (int) ordinal;
        for (RuleKeys rule : rules) {
            if (rule.isCandidate(number)) {
                rule.addRow(number, line, row);
            }
        }
    }

    /** The result; usable until this is closed. */
    public Verdicts decide() throws IOException {
        Verdicts verdicts =
                new Verdicts(
                        rules.stream().map(RuleKeys::rule).toArray(DuplicateRule[]::new), store);
        for (int rank = 0; rank < rules.size(); rank++) {
            rules.get(rank).decide(rank, verdicts);
        }
        return verdicts;
    }

    /** Whether the keys outgrew the heap budget. */
    public boolean spilled() {
        return store.spilled();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
