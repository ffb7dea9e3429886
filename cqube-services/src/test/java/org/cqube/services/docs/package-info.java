/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Pages under {@code docs} that are made of the contracts and of a database built from them, and
 * tests that the committed ones are what would be made today. With {@code -Dcqube.pages.write=true}
 * these tests write the pages.
 */
package org.cqube.services.docs;
