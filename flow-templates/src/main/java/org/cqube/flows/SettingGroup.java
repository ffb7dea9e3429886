/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.flows;

import java.util.List;

/**
 * A parameter context.
 *
 * @param inherited the context whose parameters this one shares and may override, null for none
 */
public record SettingGroup(
        String name, String description, List<Setting> settings, SettingGroup inherited) {

    public SettingGroup {
        settings = List.copyOf(settings);
    }
}
