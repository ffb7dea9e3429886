/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Lets one {@code ./cqube} at a time start, stop or import. The operating system gives the lock
 * back when the holder dies, however it dies.
 */
public final class StateLock {

    private StateLock() {}

    /**
     * What is done under the lock.
     *
     * @param <X> what else may go wrong
     */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        void run() throws IOException, X;
    }

    /**
     * Waits for the lock, holds it while the action runs, and gives it back.
     *
     * @param progress told when another process has it
     */
    public static <X extends Exception> void holding(
            StateDirectory directory, Consumer<String> progress, Action<X> action)
            throws IOException, X {
        try (FileChannel channel =
                FileChannel.open(
                        directory.lockFile(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                progress.accept(
                        "another ./cqube works on " + directory.root() + ", waiting for it");
                channel.lock();
            }
            action.run();
        }
    }
}
