/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cqube.engines.finding.Outcome;

/**
 * The contract of one column.
 *
 * @param name name of the field in the contract and in the canonical file
 * @param column name of the database column
 * @param stored whether the column is loaded; others are checked, compared and dropped
 * @param type what values look like
 * @param sqlType type of the database column, whose range bounds numbers
 * @param aliases headers under which the column is emitted, compared without case
 * @param required whether a null refuses the record
 * @param maxLength most characters of a value as emitted; null if unbounded
 * @param minimum least value; null if unbounded
 * @param maximum greatest value; null if unbounded
 * @param pattern whole-value pattern of a text; null if free
 * @param allowed code list of canonical values; empty if free
 * @param deactivatable whether configuration may switch the column off
 * @param personal whether reports must not show its values
 * @param day day of the month that the column holds, 1 to 31; 0 if it is no day column
 * @param codeOutcome ROW or WARN: what a value outside the code list does
 * @param optional whether the header may lack the column, which then is null in every record
 * @param geo whether the column is a coordinate
 * @param title the name for people; null if the contract gives none
 * @param mapped whether the state's configuration says the header: then the aliases are all the
 *     headers, and the name is none
 * @param extras what few columns have
 */
public record FieldContract(
        String name,
        String column,
        boolean stored,
        FieldType type,
        SqlType sqlType,
        List<String> aliases,
        boolean required,
        Integer maxLength,
        BigDecimal minimum,
        BigDecimal maximum,
        Pattern pattern,
        Set<String> allowed,
        boolean deactivatable,
        boolean personal,
        int day,
        Outcome codeOutcome,
        boolean optional,
        Geo geo,
        String title,
        boolean mapped,
        FieldExtras extras) {

    /**
     * Whether a column is a coordinate; a missing or zero one is reported as {@code geo.missing}.
     */
    public enum Geo {
        NONE,
        LATITUDE,
        LONGITUDE
    }

    public FieldContract {
        aliases = List.copyOf(aliases);
        allowed = Set.copyOf(allowed);
    }

    /** The headers under which the column may stand in a file. */
    public List<String> headers() {
        return mapped
                ? aliases
                : Stream.concat(Stream.of(name), aliases.stream()).distinct().toList();
    }

    /** Whether a file may lack the column. */
    public boolean mayBeAbsent() {
        return optional || extras.whenNull() != FieldExtras.Default.NONE;
    }

    /** The same field under other headers: these, and no others. */
    public FieldContract underHeaders(List<String> headers) {
        return new FieldContract(
                name,
                column,
                stored,
                type,
                sqlType,
                headers,
                required,
                maxLength,
                minimum,
                maximum,
                pattern,
                allowed,
                deactivatable,
                personal,
                day,
                codeOutcome,
                optional,
                geo,
                title,
                true,
                extras);
    }
}
