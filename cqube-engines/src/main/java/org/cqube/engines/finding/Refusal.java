/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.finding;

/** The whole file is refused: the fault of the data, never of the world around it. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Violation violation;
    private final String expected;
    private final String found;
    private final long recordsIn;

    /**
     * @param violation the rule and where it was violated
     * @param expected what was asked for; empty for what the rule asks of every file
     * @param found what was there instead; empty if the message says it all
     * @param recordsIn data records of the file as far as they could be counted; all are refused
     */
    public Refusal(Violation violation, String expected, String found, long recordsIn) {
        super(violation.rule().id() + ": " + violation.message());
        this.violation = violation;
        this.expected = expected.isEmpty() ? violation.rule().asks() : expected;
        this.found = found.isEmpty() ? violation.message() : found;
        this.recordsIn = recordsIn;
    }

    /** A refusal for what was found, before any record could be counted. */
    public Refusal(Rule rule, String found) {
        this(Violation.ofFile(rule, found), "", "", 0);
    }

    /** As the other, with what to do about it; its message is both. */
    public Refusal(Rule rule, String found, String advice) {
        this(Violation.ofFile(rule, found + ". " + advice), "", found, 0);
    }

    public Violation violation() {
        return violation;
    }

    public Rule rule() {
        return violation.rule();
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    /** Data records of the file, as far as they could be counted. */
    public long recordsIn() {
        return recordsIn;
    }

    /** The same refusal, once the records are counted. */
    public Refusal withRecordsIn(long records) {
        return new Refusal(violation, expected, found, records);
    }
}
