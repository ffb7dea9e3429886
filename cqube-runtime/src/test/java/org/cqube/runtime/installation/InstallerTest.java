/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cqube.runtime.installation.Machine.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The installer, really called on a bare machine: from nothing to published samples, once more,
 * with a change, and back to nothing. Each step begins where the one before it ended.
 */
@Tag("installation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallerTest {

    private static final Pattern CHANGED = Pattern.compile("changed=(\\d+) .* failed=(\\d+)");

    /** Small enough for a machine that also runs the build. */
    private static final String SMALL = "-e cqube_nifi_heap=1g";

    private Machine machine;

    @BeforeAll
    void boot() throws IOException {
        Path project = Path.of(System.getProperty("cqube.project"));
        Path java = Path.of(System.getProperty("java.home"));
        machine = Machine.boot(project, "installer", 200, java);
    }

    @AfterAll
    void remove() throws IOException {
        machine.close();
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown | -e cqube_nifi_prot=1 | Unknown variables in the inventory: cqube_nifi_prot",
                "two-stores | -e cqube_s3_endpoint=https://s3.invalid | empty one of the two",
                "half-certificate | -e cqube_tls_certificate=/cert.pem | give both, or none",
                "mail | -e cqube_smtp_tls=maybe | it has to be starttls, tls or none",
                "month | -e cqube_academic_year_start_month=13 | it has to be a month from 1 to 12",
                "memory | -e cqube_minimum_memory_mb=99999999 | lower cqube_minimum_memory_mb",
                "disk | -e cqube_minimum_disk_gb=99999 | lower cqube_minimum_disk_gb",
                "java | -e cqube_java_from= | set it to the directory of a JDK or JRE",
                "port | -e cqube_proxy_port=22 | or give cqube_proxy_port another value",
                "name | -e cqube_db_host=nowhere.invalid | does not resolve nowhere.invalid",
                "archive | -e cqube_nifi_archive=/nifi.zip | /nifi.zip is not there",
                "older | -e cqube_version=9.9.9 | build the bundle with ./cqube build",
            })
    void badInputStopsBeforeAnythingIsChanged(String label, String options, String said)
            throws IOException {
        Outcome outcome = machine.install("bad-" + label, "-- " + options);

        assertThat(outcome.exitCode()).as("exit code, see %s", outcome.log()).isNotZero();
        assertThat(outcome.output().replaceAll("\\s+", " ")).contains(said);
        assertThat(machine.run("untouched", "ls -d /opt/cqube /etc/cqube").exitCode()).isNotZero();
    }

    @Order(2)
    @Test
    void aWrongVaultPasswordIsToldBeforeAnythingIsChanged() throws IOException {
        machine.run("vault", "install -m 600 /dev/null /root/wrong && echo other > /root/wrong")
                .well();

        Outcome outcome = machine.install("bad-vault", "--vault-password-file /root/wrong");

        assertThat(outcome.exitCode()).as("exit code, see %s", outcome.log()).isNotZero();
        assertThat(outcome.output()).contains("does not open /root/secrets.yml");
    }

    @Order(3)
    @Test
    void installsFromNothing() throws IOException {
        Outcome outcome = machine.install("install", "-- " + SMALL).well();

        assertThat(outcome.output()).contains("cQube successfully installed");
        assertThat(machine.run("failed", "systemctl --failed --no-legend").output()).isBlank();
    }

    @Order(4)
    @Test
    void secondRunChangesNothing() throws IOException {
        assertThat(changes(machine.install("second", "-- " + SMALL))).isZero();
    }

    @Order(5)
    @Test
    void checkModeChangesNothing() throws IOException {
        assertThat(changes(machine.install("check", "--check -- " + SMALL))).isZero();
    }

    @Order(6)
    @Test
    void publishesTheSamples() throws IOException {
        Outcome outcome = machine.run("emit", "ansible/test/emit.py flow-templates/samples").well();

        assertThat(outcome.output()).contains("emissions published");
    }

    @Order(7)
    @Test
    void eachRoleMayDoWhatItMayAndNoMore() throws IOException {
        machine.run(
                        "access",
                        "ANSIBLE_CONFIG=ansible/ansible.cfg"
                                + " ANSIBLE_VAULT_PASSWORD_FILE=/root/.config/cqube/vault-password"
                                + " ansible-playbook -i ansible/inventory/this-machine.yml"
                                + " -e cqube_secrets_file=/root/secrets.yml ansible/test/access.yml")
                .well();
    }

    /** Process lists, logs and everything that everybody may read. */
    @Order(8)
    @Test
    void noSecretIsAnywhereInTheOpen() throws IOException {
        machine.run("secrets", "ansible/test/find-secrets").well();
    }

    @Order(9)
    @Test
    void aChangedVariableChangesWhatItNamesAndNoMore() throws IOException {
        String options = "-- " + SMALL + " -e 'cqube_state_name=Changed State'";

        assertThat(changes(machine.install("change", options))).isBetween(1, 3);
        assertThat(changes(machine.install("change-again", options))).isZero();
    }

    @Order(10)
    @Test
    void comesUpWithTheMachine() throws IOException {
        machine.run("stop", "systemctl stop cqube.target").well();
        assertThat(machine.run("stopped", "systemctl is-active cqube-nifi").exitCode()).isNotZero();
        machine.run("start", "systemctl start cqube.target").well();

        machine.run("started", "systemctl is-active cqube-nifi cqube-keycloak cqube-s3").well();
    }

    @Order(11)
    @Test
    void uninstallLeavesDataAndThenTakesThem() throws IOException {
        machine.install("uninstall", "--uninstall").well();
        machine.run("left", "test -d /var/lib/cqube/nifi && ! test -e /opt/cqube").well();

        machine.install("delete", "--uninstall --delete-data").well();
        machine.run("gone", "! test -e /var/lib/cqube && ! test -e /etc/cqube").well();
    }

    private static int changes(Outcome outcome) {
        outcome.well();
        Matcher recap = CHANGED.matcher(outcome.output());
        assertThat(recap.find()).as("a recap in %s", outcome.log()).isTrue();
        return Integer.parseInt(recap.group(1));
    }
}
