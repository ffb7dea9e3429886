/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.contract;

import java.time.LocalTime;
import java.time.Period;

/**
 * When data of a source are due.
 *
 * @param every from one emission to the next, one day or more
 * @param by time of day, in the zone of the installation, until which they are in time
 */
public record Expected(Period every, LocalTime by) {}
