/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */

/**
 * Decides what happens to a record whose period or key is stored already.
 *
 * <p>Entry points are {@link org.cqube.engines.overlap.DayOverlap} for sources with one row a month
 * and a value a day (attendance), and {@link org.cqube.engines.overlap.RecordOverlap} for all
 * others. Both see one record at a time together with what the caller found stored, and know no
 * database. Rules: domain page "data sources", 3.6, and contracts, 4. Instances belong to one file
 * and one thread; decisions do not depend on the order in which the records of a file arrive.
 */
package org.cqube.engines.overlap;
