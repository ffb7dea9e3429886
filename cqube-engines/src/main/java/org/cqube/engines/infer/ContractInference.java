/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.infer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cqube.engines.contract.ContractException;
import org.cqube.engines.contract.ContractReader;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.validation.RecordValidation;
import org.cqube.engines.validation.Source;
import org.cqube.engines.validation.ValidationOptions;
import org.cqube.engines.validation.ValidationResult;

/**
 * Proposes a contract for a CSV by reading all of it. The file itself is accepted under its own
 * contract: the proposal is validated with the file before it is given away.
 */
public final class ContractInference {

    /** Columns of which pairs are looked at. */
    private static final int PAIRED = 10;

    /** Keys of one kind that are tried on the whole file. */
    private static final int PROVEN = 5;

    private final Source raw;
    private final String name;
    private final Path tempDir;
    private final Survey survey;
    private ContractDraft draft;
    private final List<String> notes = new ArrayList<>();

    private ContractInference(Source raw, String name, Path tempDir, Survey survey) {
        this.raw = raw;
        this.name = name;
        this.tempDir = tempDir;
        this.survey = survey;
        this.draft = new ContractDraft(survey, true);
    }

    /**
     * Proposes.
     *
     * @param raw the file
     * @param fileName its name, after which the source is called: without extension and time stamp
     * @param tempDir where a temporary file is made if the keys outgrow the memory for them
     * @throws NotInferableException if the file is none that a contract could accept
     * @throws IOException if it cannot be read
     */
    public static Inferred infer(Source raw, String fileName, Path tempDir)
            throws IOException, NotInferableException {
        Dialect dialect = Dialect.of(raw);
        checkHeader(dialect);
        List<KeyTracker> single =
                IntStream.range(0, dialect.header().size())
                        .filter(i -> !dialect.header().get(i).isEmpty())
                        .mapToObj(i -> new KeyTracker(List.of(i), Survey.MOST_TRACKED))
                        .toList();
        Survey survey = Survey.of(raw, dialect, single);
        String base = fileName.replaceAll("(?i)\\.(csv|txt)$", "").replaceAll("_\\d{14}$", "");
        return new ContractInference(raw, FieldNames.identifier(base), tempDir, survey)
                .propose(single);
    }

    private static void checkHeader(Dialect dialect) throws NotInferableException {
        Set<String> seen = new HashSet<>();
        for (String header : dialect.header()) {
            if (!header.isEmpty() && !seen.add(header.toLowerCase(Locale.ROOT))) {
                throw new NotInferableException(
                        "two columns have the header "
                                + header
                                + "; no contract can tell them apart");
            }
        }
        if (seen.isEmpty()) {
            throw new NotInferableException("no column has a header");
        }
    }

    private Inferred propose(List<KeyTracker> single) throws IOException, NotInferableException {
        List<List<Integer>> days = dayKeys();
        List<List<Integer>> alone =
                ranked(
                                single.stream()
                                        .filter(this::mayBeKey)
                                        .map(tracker -> tracker.columns().getFirst())
                                        // a month alone tells nothing, however few the records
                                        .filter(
                                                column ->
                                                        days.isEmpty()
                                                                || !days.getFirst()
                                                                        .contains(column))
                                        .toList())
                        .stream()
                        .limit(PROVEN)
                        .map(List::of)
                        .toList();
        for (List<List<Integer>> keys : List.of(alone, days)) {
            Optional<Inferred> proven = firstProven(keys);
            if (proven.isPresent()) {
                return proven.get();
            }
        }
        Optional<Inferred> proven = firstProven(pairs());
        return proven.isPresent() ? proven.get() : withoutKey();
    }

    private Optional<Inferred> firstProven(List<List<Integer>> keys)
            throws IOException, NotInferableException {
        for (List<Integer> key : keys) {
            String json = draft.json(name, key, true);
            ValidationResult result = validate(json);
            if (!result.rejectedByRule().containsKey(Rule.DUPLICATE_ID_CONFLICT.id())) {
                return Optional.of(inferred(json, result));
            }
        }
        return Optional.empty();
    }

    private Inferred withoutKey() throws IOException, NotInferableException {
        List<Integer> filled =
                columns(
                        column ->
                                draft.layout().required(column)
                                        && draft.layout().days()[column] == 0);
        if (filled.isEmpty()) {
            throw new NotInferableException(
                    "no column has a value in every record; a contract needs a key");
        }
        notes.add(
                "No column and no pair of columns tells the records apart: the key "
                        + String.join(", ", draft.names(filled))
                        + " is every column that is always filled. Choose one");
        String json = draft.json(name, filled, false);
        return inferred(json, validate(json));
    }

    /** The key of a month of days; if it does not tell records apart, there are no such months. */
    private List<List<Integer>> dayKeys() throws IOException, NotInferableException {
        List<Integer> days = draft.layout().daysKey();
        if (days.isEmpty()) {
            return List.of();
        }
        KeyTracker tracker = new KeyTracker(days, Survey.MOST_TRACKED);
        survey.track(List.of(tracker));
        if (tracker.possible()) {
            return List.of(days);
        }
        notes.add(
                "There is a column per day, but several records have the same "
                        + String.join(", ", draft.names(days))
                        + ": the days are proposed as columns like others");
        draft = new ContractDraft(survey, false);
        return List.of();
    }

    private List<List<Integer>> pairs() throws IOException, NotInferableException {
        List<Integer> paired = ranked(columns(this::mayBeKey)).stream().limit(PAIRED).toList();
        List<KeyTracker> trackers = new ArrayList<>();
        for (int first = 0; first < paired.size(); first++) {
            for (int second = first + 1; second < paired.size(); second++) {
                trackers.add(
                        new KeyTracker(
                                Stream.of(paired.get(first), paired.get(second)).sorted().toList(),
                                Survey.MOST_TRACKED));
            }
        }
        if (!trackers.isEmpty()) {
            survey.track(trackers);
        }
        return trackers.stream()
                .filter(KeyTracker::possible)
                .limit(PROVEN)
                .map(KeyTracker::columns)
                .toList();
    }

    private boolean mayBeKey(KeyTracker tracker) {
        return tracker.possible() && tracker.columns().stream().allMatch(this::mayBeKey);
    }

    private boolean mayBeKey(int column) {
        return draft.layout().required(column)
                && draft.layout().days()[column] == 0
                && !survey.dialect().header().get(column).isEmpty()
                && switch (draft.layout().type(column)) {
                    case INTEGER, STRING, DATE, ACADEMIC_YEAR -> true;
                    default -> false;
                };
    }

    /** Numbers before text before dates, what is called an id before what is not. */
    private List<Integer> ranked(List<Integer> columns) {
        return columns.stream()
                .sorted(
                        Comparator.<Integer, Integer>comparing(
                                        column ->
                                                switch (draft.layout().type(column)) {
                                                    case INTEGER -> 0;
                                                    case STRING -> 1;
                                                    default -> 2;
                                                })
                                .thenComparing(column -> !draft.layout().isIdentifier(column))
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private List<Integer> columns(IntPredicate wanted) {
        return IntStream.range(0, survey.dialect().header().size())
                .filter(i -> !survey.dialect().header().get(i).isEmpty())
                .filter(wanted)
                .boxed()
                .toList();
    }

    private ValidationResult validate(String json) throws IOException, NotInferableException {
        try {
            FileContract contract =
                    ContractReader.read(
                                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                            .files()
                            .getFirst();
            return RecordValidation.validate(
                    raw,
                    contract,
                    new ValidationOptions(
                            null, 6, null, tempDir, ValidationOptions.DEFAULT_HEAP_BUDGET),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream());
        } catch (ContractException e) {
            throw new IllegalStateException("a proposal is no contract: " + e.getMessage(), e);
        } catch (Refusal e) {
            throw new NotInferableException(e.violation().message());
        }
    }

    private Inferred inferred(String json, ValidationResult result) {
        List<Integer> unnamed =
                IntStream.range(0, survey.dialect().header().size())
                        .filter(i -> survey.dialect().header().get(i).isEmpty())
                        .boxed()
                        .toList();
        if (!unnamed.isEmpty()) {
            notes.add(
                    "Columns without a header are not in the contract, and warned of: "
                            + unnamed.stream()
                                    .map(i -> Integer.toString(i + 1))
                                    .collect(Collectors.joining(", ")));
        }
        if (result.rejected() > 0) {
            notes.add(
                    "No contract accepts all of the file: %d of %d records are refused, %s"
                            .formatted(
                                    result.rejected(),
                                    result.recordsIn(),
                                    result.rejectedByRule()));
        }
        if (!result.cellsByRule().isEmpty()) {
            notes.add("Days that no month has are not taken: " + result.cellsByRule());
        }
        return new Inferred(json, notes);
    }
}
