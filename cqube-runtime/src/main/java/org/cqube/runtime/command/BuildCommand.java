/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code build}: for the help only, since the launcher does it: it must work before the build does.
 */
@Command(
        name = "build",
        description = "Builds what is missing; prints the home of the Java it found.")
final class BuildCommand implements Callable<Integer> {

    @Mixin private HelpOption help;

    @Option(names = "--prepare", description = "Install what is missing first (apt-get, as root).")
    private boolean prepare;

    @Override
    public Integer call() {
        throw new IllegalStateException("the launcher runs this command itself");
    }
}
