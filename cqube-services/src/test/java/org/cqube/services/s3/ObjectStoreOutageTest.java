/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.cqube.services.NoProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStoreOutageTest {
    private static final String ANSWER =
            "<Error><Code>%s</Code><Message>as scripted</Message></Error>";

    /** More than what is read into memory before it is sent. */
    private static final int LARGE = (1 << 20) + 1;

    @TempDir Path folder;

    private static S3Requests requests(String endpoint) {
        return new S3Requests(
                new ObjectStoreSettings(
                        Optional.of(URI.create(endpoint)),
                        "us-east-1",
                        true,
                        Optional.of("key"),
                        "secret"));
    }

    @Test
    void aStoreThatIsAwayIsAnOutageAndIsUsedAgainWhenItIsBack() throws Exception {
        Files.createDirectories(folder.resolve("input"));
        try (ObjectServer server = new ObjectServer(folder)) {
            ObjectStore store = server.store(NoProcessor.runner());
            store.put("input", "before.txt", Content.of("x", "text/plain"));
            server.stop();

            ObjectStoreException away =
                    catchThrowableOfType(
                            ObjectStoreException.class,
                            () -> store.put("input", "a.txt", Content.of("x", "text/plain")));
            assertThat(away).hasMessageContaining("input/a.txt").hasMessageContaining("answer");
            assertThat(away.outage()).isTrue();
            assertThat(ObjectStoreException.isOutage(new IOException(away))).isTrue();

            server.start();
            store.put("input", "after.txt", Content.of("x", "text/plain"));
            assertThat(store.list("input", ""))
                    .extracting(StoredObject::key)
                    .containsExactly("after.txt", "before.txt");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, true",
        "503, SlowDown, true",
        "503, ServiceUnavailable, true",
        "429, TooManyRequests, true",
        "400, RequestTimeout, true",
        "403, AccessDenied, false",
        "403, SignatureDoesNotMatch, false",
        "403, RequestTimeTooSkewed, false",
        "301, PermanentRedirect, false",
        "404, NoSuchBucket, false",
        "400, InvalidArgument, false"
    })
    void answersAreOutagesOrFaults(int status, String code, boolean outage) throws IOException {
        try (Scripted server = new Scripted(status, code);
                S3Requests requests = requests(server.endpoint())) {
            ObjectStoreException fault =
                    catchThrowableOfType(
                            ObjectStoreException.class, () -> requests.get("input", "a.csv"));

            assertThat(fault).hasMessageContaining("input/a.csv").hasMessageContaining(code);
            assertThat(fault.outage()).isEqualTo(outage);
        }
    }

    @Test
    void aPutWhoseAnswerWasLostKnowsItsOwnObject() throws IOException {
        try (Forgetful server = new Forgetful();
                S3Requests requests = requests(server.endpoint())) {
            assertThat(requests.putIfAbsent("input", "a", Content.of("x", "text/plain"))).isTrue();
            assertThat(server.puts).hasValue(2);
        }
    }

    @Test
    void noStreamOfAPutStaysOpenHoweverOftenItIsSent() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Content content =
                Content.of(
                        () -> {
                            opened.incrementAndGet();
                            return new FilterInputStream(
                                    new ByteArrayInputStream(new byte[LARGE])) {
                                private boolean open = true;

                                @Override
                                public void close() throws IOException {
                                    closed.addAndGet(open ? 1 : 0);
                                    open = false;
                                    super.close();
                                }
                            };
                        },
                        LARGE,
                        "text/plain");
        try (Scripted server = new Scripted(503, "SlowDown");
                S3Requests requests = requests(server.endpoint())) {
            assertThatThrownBy(() -> requests.put("input", "a", content))
                    .isInstanceOf(ObjectStoreException.class);
        }

        assertThat(opened).hasValueGreaterThan(1);
        assertThat(closed).hasValue(opened.get());
    }

    @Test
    void anObjectThatIsCutShortIsAnOutageNotAnEnd() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                S3Requests requests =
                        requests("http://127.0.0.1:%d".formatted(server.getLocalPort()))) {
            Thread answer = Thread.ofVirtual().start(() -> answerHalf(server));
            try (InputStream in = requests.get("input", "half.csv")) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("input/half.csv")
                        .matches(ObjectStoreException::isOutage);
            }
            answer.join();
        }
    }

    private static void answerHalf(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) in.read());
            }
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"e\"\r\n\r\nhalf"
                                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives every request the same answer. */
    private static class Scripted implements AutoCloseable {
        final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Scripted(int status, String code) throws IOException {
            byte[] body = ANSWER.formatted(code).getBytes(StandardCharsets.UTF_8);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        exchange.getResponseHeaders().add("Content-Type", "application/xml");
                        exchange.sendResponseHeaders(status, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Stores the object, but the first answer is an error, as if a proxy had lost the real one. */
    private static final class Forgetful implements AutoCloseable {
        final AtomicInteger puts = new AtomicInteger();
        private String token = "";
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Forgetful() throws IOException {
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        if (exchange.getRequestMethod().equals("PUT")) {
                            if (puts.incrementAndGet() == 1) {
                                token =
                                        exchange.getRequestHeaders()
                                                .getFirst("x-amz-meta-cqube-put");
                            }
                            exchange.sendResponseHeaders(puts.get() == 1 ? 502 : 412, -1);
                        } else {
                            exchange.getResponseHeaders().add("x-amz-meta-cqube-put", token);
                            exchange.sendResponseHeaders(200, -1);
                        }
                        exchange.close();
                    });
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
