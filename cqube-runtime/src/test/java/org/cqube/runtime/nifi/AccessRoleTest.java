/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.nifi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.cqube.runtime.nifi.AccessRole.Grant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessRoleTest {

    private static final String ROOT = "4f5c";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nobodyButAdministratorsChangesAnythingThatRunsCode(AccessRole role) {
        assertThat(writes(role))
                .noneMatch(resource -> resource.startsWith("/process-groups/"))
                .doesNotContain(
                        "/controller",
                        "/parameter-contexts",
                        "/restricted-components",
                        "/tenants",
                        "/policies");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPERATOR", "VIEWER", "MONITOR"})
    void whatIsInAFileIsSeenByAdministratorsOnly(AccessRole role) {
        assertThat(role.grants(ROOT)).noneMatch(grant -> grant.resource().startsWith("/data/"));
    }

    @Test
    void operatorsStartAndStopWithoutMore() {
        assertThat(writes(AccessRole.OPERATOR))
                .containsExactly("/operation/process-groups/" + ROOT);
    }

    @Test
    void viewersAndMonitorsOnlyRead() {
        assertThat(writes(AccessRole.VIEWER)).isEmpty();
        assertThat(AccessRole.MONITOR.grants(ROOT)).containsExactly(new Grant("/flow", "read"));
    }

    @Test
    void groupsHaveTheNamesOfTheIdentityProvidersRoles() {
        assertThat(AccessRole.values())
                .extracting(AccessRole::group)
                .containsExactly("administrator", "operator", "viewer", "monitor", "node");
    }

    private static Stream<String> writes(AccessRole role) {
        return role.grants(ROOT).stream()
                .filter(grant -> grant.action().equals("write"))
                .map(Grant::resource);
    }
}
