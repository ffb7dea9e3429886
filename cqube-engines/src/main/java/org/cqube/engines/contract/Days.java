/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

/**
 * The fields that tell whose days a record of day columns holds.
 *
 * @param school field of the school
 * @param person field of the pupil or teacher
 * @param recordId field of the record's own id; null if the source has none
 * @param academicYear field of the academic year
 * @param month field of the calendar month
 */
public record Days(
        String school, String person, String recordId, String academicYear, String month) {}
