/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * What the commands do: {@link org.cqube.runtime.operation.Processes} starts and stops the two
 * processes, {@link org.cqube.runtime.operation.Session} gives a command access to what runs.
 */
package org.cqube.runtime.operation;
