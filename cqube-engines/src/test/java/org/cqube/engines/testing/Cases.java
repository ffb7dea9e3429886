/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test cases from a text file beside the test. A case begins with {@code ## its name}; then come
 * settings ({@code key: value}) and rows ({@code what is given → what is expected}). All other
 * lines are prose.
 *
 * <p>Glyphs stand for what cannot be seen: ␊ line feed, ␍ carriage return, ␉ tab, ␠ space, ∅
 * nothing at all, «EFBBBF» the bytes with these hex digits.
 */
public record Cases(String name, Map<String, String> settings, List<Row> rows) {

    /** What is given and what is expected, glyphs not yet replaced. */
    public record Row(String given, String expected) {}

    /** The cases of a resource beside the class. */
    public static List<Cases> of(Class<?> test, String resource) {
        List<Cases> cases = new ArrayList<>();
        for (String line : text(test, resource).split("\n")) {
            if (line.startsWith("## ")) {
                cases.add(new Cases(line.substring(3), new LinkedHashMap<>(), new ArrayList<>()));
            } else if (line.contains("→") && !cases.isEmpty()) {
                int arrow = line.lastIndexOf('→');
                cases.getLast()
                        .rows()
                        .add(
                                new Row(
                                        line.substring(0, arrow).strip(),
                                        line.substring(arrow + 1).strip()));
            } else if (line.matches("[a-z]+: .*") && !cases.isEmpty()) {
                String[] setting = line.split(": ", 2);
                cases.getLast().settings().put(setting[0], setting[1].strip());
            }
        }
        if (cases.isEmpty()) {
            throw new IllegalStateException("no case in " + resource);
        }
        return cases;
    }

    /** A resource beside the class as text. */
    public static String text(Class<?> test, String resource) {
        try (InputStream in = test.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes that a text with glyphs stands for. */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            switch (point) {
                case '␊' -> bytes.write('\n');
                case '␍' -> bytes.write('\r');
                case '␉' -> bytes.write('\t');
                case '␠' -> bytes.write(' ');
                case '∅' -> {}
                case '«' -> {
                    int end = text.indexOf('»', at);
                    bytes.writeBytes(HexFormat.of().parseHex(text.substring(at, end)));
                    at = end + 1;
                }
                default ->
                        bytes.writeBytes(
                                Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
