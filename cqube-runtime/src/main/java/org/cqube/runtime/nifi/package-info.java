/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * NiFi as this runtime starts and drives it: {@link org.cqube.runtime.nifi.NifiHome} writes its
 * files, {@link org.cqube.runtime.nifi.NifiClient} speaks its REST interface, {@link
 * org.cqube.runtime.nifi.FlowInstallation} brings the flow definitions onto the canvas and sets
 * them going.
 */
package org.cqube.runtime.nifi;
