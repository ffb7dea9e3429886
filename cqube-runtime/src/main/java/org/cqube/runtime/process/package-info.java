/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
/**
 * Processes that outlive the command that started them: {@link
 * org.cqube.runtime.process.DaemonProcess} starts one, {@link
 * org.cqube.runtime.process.ProcessIdentity} recognises it later, also after its number went to
 * another process, {@link org.cqube.runtime.process.ProcessTable} finds one whose number was never
 * written down.
 */
package org.cqube.runtime.process;
