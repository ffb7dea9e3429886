/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.runtime.state;

import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * TCP ports of one runtime, all on the loopback interface.
 *
 * @param nifi user interface and REST
 * @param management NiFi's own management server
 * @param database PostgreSQL
 * @param objects S3
 * @param mail SMTP
 */
public record Ports(int nifi, int management, int database, int objects, int mail) {

    /** The ports of NiFi's process, taken again from {@code choice}. */
    public Ports withNifi(UnaryOperator<List<Integer>> choice) {
        List<Integer> chosen = choice.apply(List.of(nifi, management));
        return new Ports(chosen.get(0), chosen.get(1), database, objects, mail);
    }

    /** The ports of the backend's process, taken again from {@code choice}. */
    public Ports withBackend(UnaryOperator<List<Integer>> choice) {
        Iterator<Integer> chosen = choice.apply(List.of(database, objects, mail)).iterator();
        return new Ports(nifi, management, chosen.next(), chosen.next(), chosen.next());
    }

    /** Five ports that are free now. */
    public static Ports free() {
        List<Integer> chosen = FreePorts.choose(Stream.generate(() -> 0).limit(5).toList());
        return new Ports(chosen.get(0), chosen.get(1), chosen.get(2), chosen.get(3), chosen.get(4));
    }
}
