/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cqube.runtime.state.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {

    @TempDir private Path folder;

    @Test
    void aMailToSeveralIsOneFile() throws IOException {
        int port = FreePorts.choose(List.of(0)).getFirst();
        MailCatcher catcher = MailCatcher.start(folder, port);
        try {
            ServerSetup server = new ServerSetup(port, "127.0.0.1", "smtp");
            GreenMailUtil.sendTextEmail(
                    "a@example.org,b@example.org", "c@example.org", "refused", "why", server);
            GreenMailUtil.sendTextEmail(
                    "a@example.org", "c@example.org", "refused again", "why", server);
        } finally {
            catcher.close();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> mails = files.sorted().toList();
            assertThat(mails).hasSize(2);
            assertThat(mails.getFirst()).content().contains("Subject: refused\r\n");
            assertThat(mails.getLast()).content().contains("Subject: refused again");
        }
    }
}
