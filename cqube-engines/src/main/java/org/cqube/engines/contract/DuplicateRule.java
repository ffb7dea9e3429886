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
import org.cqube.engines.finding.Rule;

/**
 * Which records of one file are duplicates of each other.
 *
 * @param rule id under which the records are reported
 * @param groupBy field names whose equal values make a group; empty = all fields
 * @param conflictOn field names of which a group must hold at least two different values to be in
 *     conflict; empty = all fields. Without meaning if groupBy is all fields
 * @param keep which record of a group in conflict stays
 * @param skipNullOrZeroKey whether records with a null or zero in groupBy form no group
 */
public record DuplicateRule(
        Rule rule,
        List<String> groupBy,
        List<String> conflictOn,
        Keep keep,
        boolean skipNullOrZeroKey) {

    /** Which record of a group stays. */
    public enum Keep {
        /** The first in file order. */
        FIRST,
        /** None of them. */
        NONE
    }

    public DuplicateRule {
        groupBy = List.copyOf(groupBy);
        conflictOn = List.copyOf(conflictOn);
    }

    /**
     * The rule when some fields are switched off, which is as if they were null in every record: a
     * group that must have no null can no longer be, all else is told apart by what is left.
     *
     * @return empty if the rule can find nothing any more
     */
    Optional<DuplicateRule> without(Set<String> fields) {
        List<String> group = groupBy.stream().filter(name -> !fields.contains(name)).toList();
        List<String> conflict = conflictOn.stream().filter(name -> !fields.contains(name)).toList();
        // an empty list means all fields, so one that became empty cannot stand for itself
        boolean idle =
                group.isEmpty() && !groupBy.isEmpty()
                        || conflict.isEmpty() && !conflictOn.isEmpty()
                        || skipNullOrZeroKey && group.size() < groupBy.size();
        return idle
                ? Optional.empty()
                : Optional.of(new DuplicateRule(rule, group, conflict, keep, skipNullOrZeroKey));
    }

    /** Whether whole records are compared, so that equal ones are mirrors. */
    public boolean isMirror() {
        return groupBy.isEmpty();
    }
}
