/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * cQube as it was installed on servers: {@link org.cqube.runtime.installation.InstallationFile}
 * says where everything is, {@link org.cqube.runtime.installation.Deployment} brings flows,
 * parameters and access policies into the NiFi that is there.
 */
package org.cqube.runtime.installation;
