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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.TestRunner;
import org.cqube.services.NoProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class StandardObjectStoreTest {
    private static final String BUCKET = "cqube-emission";

    @TempDir static Path folder;
    private static ObjectServer server;
    private static ObjectStore store;

    @BeforeAll
    static void start() throws InitializationException, IOException {
        Files.createDirectories(folder.resolve(BUCKET));
        server = new ObjectServer(folder);
        store = server.store(NoProcessor.runner());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Content text(String text) {
        return Content.of(text, "text/plain");
    }

    private static String read(String key) throws IOException {
        try (InputStream in = store.get(BUCKET, key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.csv",
                "student_attendance/छात्र उपस्थिति.csv",
                "with space/and+plus.csv",
                "percent%20and&amp;.csv",
                "a/b/c/d=e,f;g(h)!'*.csv"
            })
    void keysSurviveTheRoundTrip(String name) throws IOException {
        String key = "keys/" + name;
        store.put(BUCKET, key, text("content of " + name));

        assertThat(read(key)).isEqualTo("content of " + name);
        assertThat(store.head(BUCKET, key)).map(StoredObject::key).contains(key);
        assertThat(store.list(BUCKET, key)).extracting(StoredObject::key).containsExactly(key);
        store.delete(BUCKET, key);
        assertThat(store.head(BUCKET, key)).isEmpty();
    }

    @Test
    void aListingAndALookAgreeOnTheIdentityOfAnObject() {
        store.put(BUCKET, "identity/a.zip", text("four"));

        StoredObject looked = store.head(BUCKET, "identity/a.zip").orElseThrow();
        List<StoredObject> listed = store.list(BUCKET, "identity/").toList();

        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().etag()).isEqualTo(looked.etag()).doesNotContain("\"");
        assertThat(listed.getFirst().size()).isEqualTo(looked.size()).isEqualTo(4);
        // HEAD carries an HTTP date, which has no fractions
        assertThat(listed.getFirst().lastModified().truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(looked.lastModified())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void aListingOfMoreThanOnePageIsWholeAndInOrder() throws IOException {
        Path many = Files.createDirectories(folder.resolve(BUCKET).resolve("many"));
        for (int i = 0; i < 2_100; i++) {
            Files.createFile(many.resolve("%05d.zip".formatted(i)));
        }

        assertThat(store.list(BUCKET, "many/"))
                .extracting(StoredObject::key)
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_100).mapToObj("many/%05d.zip"::formatted).toList());
        assertThat(store.list(BUCKET, "many/").limit(3)).hasSize(3);
    }

    @Test
    void aListingAsksForTheNextPageOnlyWhenItIsNeeded() {
        List<String> asked = new ArrayList<>();
        ObjectPages pages =
                new ObjectPages(
                        token -> {
                            asked.add(String.valueOf(token));
                            return page("k" + asked.size(), "t" + asked.size());
                        });

        assertThat(pages.stream().limit(2))
                .extracting(StoredObject::key)
                .containsExactly("k1", "k2");
        assertThat(asked).containsExactly("null", "t1");
    }

    private static ListObjectsV2Response page(String key, String nextToken) {
        S3Object object =
                S3Object.builder().key(key).eTag("e").size(1L).lastModified(Instant.EPOCH).build();
        return ListObjectsV2Response.builder()
                .contents(object)
                .isTruncated(true)
                .nextContinuationToken(nextToken)
                .build();
    }

    @Test
    void putReplacesAndRepeatsWithoutHarm() throws IOException {
        store.put(BUCKET, "replace.txt", text("first"));
        store.put(BUCKET, "replace.txt", text("second"));
        store.put(BUCKET, "replace.txt", text("second"));

        assertThat(read("replace.txt")).isEqualTo("second");
    }

    @Test
    void headersOfTheContentAreStored() {
        store.put(
                BUCKET,
                "headers.json.gz",
                text("{}")
                        .withContentEncoding("gzip")
                        .withCacheControl("no-cache")
                        .withMetadata(Map.of("generation", "0123456789ab")));

        ObjectStoreSettings settings =
                new ObjectStoreSettings(
                        Optional.of(URI.create(server.endpoint())),
                        "us-east-1",
                        true,
                        Optional.of(ObjectServer.ACCESS_KEY),
                        ObjectServer.SECRET_KEY);
        try (S3Client client = settings.connect()) {
            HeadObjectResponse head =
                    client.headObject(r -> r.bucket(BUCKET).key("headers.json.gz"));
            assertThat(head.contentEncoding()).isEqualTo("gzip");
            assertThat(head.cacheControl()).isEqualTo("no-cache");
            assertThat(head.contentType()).isEqualTo("text/plain");
            assertThat(head.metadata()).containsEntry("generation", "0123456789ab");
        }
    }

    @Test
    void putIfAbsentLeavesATakenKeyAlone() throws IOException {
        assertThat(store.putIfAbsent(BUCKET, "once.txt", text("first"))).isTrue();
        assertThat(store.putIfAbsent(BUCKET, "once.txt", text("second"))).isFalse();

        assertThat(read("once.txt")).isEqualTo("first");
    }

    @Test
    void aLargeObjectThatIsRefusedEarlyIsNoOutage() {
        Content large = Content.of(new byte[32 << 20], "application/octet-stream");

        assertThat(store.putIfAbsent(BUCKET, "large.bin", large)).isTrue();
        assertThat(store.putIfAbsent(BUCKET, "large.bin", large)).isFalse();
        assertThatThrownBy(() -> store.put("no-such-bucket", "large.bin", large))
                .hasMessageContaining("bucket does not exist");
    }

    @Test
    void ofManyWhoPutIfAbsentOneWins() throws Exception {
        int racers = 16;
        CountDownLatch ready = new CountDownLatch(racers);
        try (ExecutorService threads = Executors.newFixedThreadPool(racers)) {
            List<Callable<Boolean>> tasks =
                    IntStream.range(0, racers)
                            .<Callable<Boolean>>mapToObj(
                                    racer ->
                                            () -> {
                                                ready.countDown();
                                                ready.await();
                                                return store.putIfAbsent(
                                                        BUCKET, "race.txt", text("racer " + racer));
                                            })
                            .toList();
            List<Future<Boolean>> results = threads.invokeAll(tasks);

            int winner = -1;
            for (int racer = 0; racer < racers; racer++) {
                if (results.get(racer).get()) {
                    assertThat(winner).as("a second winner").isEqualTo(-1);
                    winner = racer;
                }
            }
            assertThat(read("race.txt")).isEqualTo("racer " + winner);
        }
    }

    @Test
    void deletingWhatIsNotThereIsNoFault() {
        store.delete(BUCKET, "never-was.txt");

        assertThat(store.head(BUCKET, "never-was.txt")).isEmpty();
    }

    @Test
    void aMissingObjectIsNamed() {
        assertThatThrownBy(() -> store.get(BUCKET, "gone/away.csv"))
                .isInstanceOf(ObjectMissingException.class)
                .hasMessageContaining(BUCKET + "/gone/away.csv")
                .hasMessageContaining("no such object");
    }

    @Test
    void aMissingBucketIsNeitherAnOutageNorAMissingObject() {
        List<Throwable> thrown =
                List.of(
                        catchThrowable(() -> store.get("no-such-bucket", "a")),
                        catchThrowable(() -> store.head("no-such-bucket", "a")),
                        catchThrowable(() -> store.put("no-such-bucket", "a", text("a"))),
                        catchThrowable(() -> store.list("no-such-bucket", "").toList()),
                        catchThrowable(() -> store.probe("no-such-bucket")));

        assertThat(thrown)
                .allSatisfy(
                        fault ->
                                assertThat(fault)
                                        .isInstanceOf(ObjectStoreException.class)
                                        .isNotInstanceOf(ObjectMissingException.class)
                                        .hasMessageContaining("no-such-bucket")
                                        .hasMessageContaining("bucket does not exist")
                                        .extracting(ObjectStoreException::isOutage)
                                        .isEqualTo(false));
    }

    @Test
    void probeOfABucketThatIsThereReturns() {
        store.probe(BUCKET);
        assertThat(store.list(BUCKET, "nothing-here/")).isEmpty();
    }

    @Test
    void aStreamMayBeLeftBeforeItsEnd() throws IOException {
        store.put(BUCKET, "long.bin", Content.of(new byte[8 << 20], "application/octet-stream"));
        for (int i = 0; i < 20; i++) {
            try (InputStream in = store.get(BUCKET, "long.bin")) {
                assertThat(in.readNBytes(10)).hasSize(10);
            }
        }
        assertThat(store.head(BUCKET, "long.bin")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void aContentOfAnotherLengthThanAnnouncedIsNotStored(int announced) {
        Content content =
                Content.of(() -> new ByteArrayInputStream(new byte[5]), announced, "text/plain");

        ObjectStoreException fault =
                catchThrowableOfType(
                        ObjectStoreException.class, () -> store.put(BUCKET, "length.bin", content));

        assertThat(fault).hasMessageContaining("length.bin").hasMessageContaining("announced");
        assertThat(fault.outage()).isFalse();
        assertThat(store.head(BUCKET, "length.bin")).isEmpty();
    }

    @Test
    void aContentThatCannotBeReadIsNoOutageOfTheStore() {
        Content content =
                Content.of(
                        () -> {
                            throw new IOException("claim is gone");
                        },
                        5,
                        "text/plain");

        ObjectStoreException fault =
                catchThrowableOfType(
                        ObjectStoreException.class, () -> store.put(BUCKET, "unread.bin", content));

        assertThat(fault).hasMessageContaining("claim is gone");
        assertThat(fault.outage()).isFalse();
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        store.put(BUCKET, "empty.csv", text(""));

        assertThat(read("empty.csv")).isEmpty();
        assertThat(store.head(BUCKET, "empty.csv")).map(StoredObject::size).contains(0L);
    }

    @Test
    void anObjectBeyondTheLimitOfOneRequestIsRefusedBeforeItIsSent() {
        Content huge = Content.of(InputStream::nullInputStream, (5L << 30) + 1, "text/csv");

        assertThatThrownBy(() -> store.put(BUCKET, "huge.csv", huge))
                .isInstanceOf(ObjectStoreException.class)
                .hasMessageContaining("5 GiB");
    }

    @Test
    void aDisabledStoreSaysSo() throws InitializationException {
        TestRunner runner = NoProcessor.runner();
        StandardObjectStore own = server.store(runner);
        own.probe(BUCKET);
        runner.disableControllerService(own);

        assertThatThrownBy(() -> own.probe(BUCKET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("disabled");
    }
}
