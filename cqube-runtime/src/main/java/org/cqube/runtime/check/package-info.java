/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * What a file would meet in the pipeline, found out before it is emitted: {@link
 * org.cqube.runtime.check.FileCheck} runs the engines of the manifest check and of the validation
 * on one machine, without NiFi, database or object store.
 */
package org.cqube.runtime.check;
