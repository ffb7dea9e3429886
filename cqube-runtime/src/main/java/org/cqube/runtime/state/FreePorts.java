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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Finds loopback ports on which nobody listens. */
public final class FreePorts {

    /**
     * Below Linux's range for outgoing connections (32768 and up): a port that a runtime keeps over
     * down and up is then not lent to a passing client meanwhile.
     */
    static final int FIRST = 20_000;

    static final int LAST = 32_000;

    private static final int TRIES = 1_000;

    private FreePorts() {}

    /**
     * Keeps the ports that are free and replaces the others.
     *
     * @param preferred ports to keep if possible; 0 for any
     * @return as many different free ports, in the same order
     * @throws IllegalStateException if no free port is found
     */
    public static List<Integer> choose(List<Integer> preferred) {
        RandomGenerator random = new Random();
        List<Integer> chosen = new ArrayList<>();
        for (int port : preferred) {
            chosen.add(
                    port != 0 && !chosen.contains(port) && free(port)
                            ? port
                            : any(random, chosen, preferred));
        }
        return List.copyOf(chosen);
    }

    /** Whether a server could listen on this loopback port now. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: a port whose last connections linger counts as free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int any(
            RandomGenerator random, Collection<Integer> chosen, Collection<Integer> preferred) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = random.nextInt(FIRST, LAST);
            if (!chosen.contains(port) && !preferred.contains(port) && free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }
}
