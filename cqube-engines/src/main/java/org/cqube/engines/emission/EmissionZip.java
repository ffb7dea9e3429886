/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.engines.emission;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.finding.Rule;
import org.cqube.engines.finding.Violation;

/**
 * An emitted zip, opened with suspicion: no entry leaves its folder, none hides behind another,
 * none is encrypted, and limits hold while inflating. What is wrong is a {@link Refusal} with
 * {@code file.archive}; an {@link IOException} is the disk's fault.
 */
public final class EmissionZip implements Closeable {

    /**
     * Longest directory that is read; far more than any sensible number of entries needs: 16 MiB.
     */
    private static final long MAX_DIRECTORY = 16L << 20;

    /** Longest manifest that is read: 1 MiB. */
    private static final int MAX_MANIFEST = 1 << 20;

    private final ZipFile file;
    private final long length;
    private final ZipLimits limits;
    private final long[] inflated;
    private final List<Entry> csvs = new ArrayList<>();
    private final List<Entry> manifests = new ArrayList<>();

    /** A file in the zip. */
    public final class Entry {
        private final ZipEntry entry;
        private final int index;
        private final int place;

        private Entry(ZipEntry entry, int index, int place) {
            this.entry = entry;
            this.index = index;
            this.place = place;
        }

        /** The name, which has no folders. */
        public String name() {
            return entry.getName();
        }

        /** The place among the zip's data files, from 0: the order in which they are loaded. */
        public int place() {
            return place;
        }

        /**
         * Inflates from the beginning. Damage and exceeded limits appear as {@link ZipException}.
         *
         * @throws IOException if the zip cannot be read
         */
        public InputStream open() throws IOException {
            try {
                return new EntryStream(
                        file.getInputStream(entry),
                        EmissionZip.this,
                        index,
                        name(),
                        // an entry that claims more than the archive has does not get a better
                        // ratio
                        Math.min(Math.max(1, entry.getCompressedSize()), length),
                        entry.getCrc());
            } catch (ZipException e) {
                UnreadableZipException fault =
                        new UnreadableZipException(
                                name() + " cannot be read from the zip: " + e.getMessage());
                fault.initCause(e);
                throw fault;
            }
        }

        /** All bytes, for files that are small by nature. */
        byte[] bytes() throws IOException {
            try (InputStream in = open()) {
                byte[] bytes = in.readNBytes(MAX_MANIFEST);
                if (in.read() >= 0) {
                    throw new UnreadableZipException(
                            name() + " is too large for a manifest: more than 1 MiB");
                }
                return bytes;
            }
        }
    }

    private EmissionZip(ZipFile file, long length, ZipLimits limits) {
        this.file = file;
        this.length = length;
        this.limits = limits;
        this.inflated = new long[file.size()];
    }

    /**
     * Opens a zip and checks everything that can be checked without inflating.
     *
     * @throws Refusal {@code file.archive} with what the emitter has to mend
     * @throws IOException if the disk fails
     */
    public static EmissionZip open(Path zip, ZipLimits limits) throws Refusal, IOException {
        long length = firstLook(zip, limits);
        EmissionZip opened;
        try {
            opened = new EmissionZip(new ZipFile(zip.toFile()), length, limits);
        } catch (ZipException e) {
            throw new Refusal(
                    Rule.FILE_ARCHIVE,
                    "The zip cannot be read: " + e.getMessage(),
                    "Pack and emit it again");
        }
        try {
            opened.list();
            return opened;
        } catch (Refusal e) {
            opened.close();
            throw e;
        }
    }

    /** The length of the zip in bytes, if it looks like one. */
    private static long firstLook(Path zip, ZipLimits limits) throws Refusal, IOException {
        try (FileChannel channel = FileChannel.open(zip)) {
            if (channel.size() == 0) {
                throw new Refusal(Rule.FILE_ARCHIVE, "The zip is empty (0 bytes)", "Emit it again");
            }
            Optional<ZipDirectory> directory = ZipDirectory.read(channel);
            if (directory.isEmpty()) {
                boolean begins =
                        channel.size() >= Integer.BYTES
                                && ZipDirectory.bytes(channel, 0, Integer.BYTES).getInt()
                                        == ZipDirectory.LOCAL_HEADER;
                throw begins
                        ? new Refusal(
                                Rule.FILE_ARCHIVE,
                                "The zip is cut off: its end is missing",
                                "Emit it again")
                        : refusal("This is no zip, whatever its name says");
            }
            checkEntries(directory.get().entries(), limits);
            if (directory.get().size() > MAX_DIRECTORY) {
                throw refusal("The directory of the zip is larger than any list of data files");
            }
            if (!directory.get().fault().isEmpty()) {
                throw refusal(directory.get().fault());
            }
            return channel.size();
        }
    }

    private static void checkEntries(long entries, ZipLimits limits) throws Refusal {
        if (entries > limits.maxEntries() || entries < 0) {
            throw new Refusal(
                    Violation.ofFile(
                            Rule.FILE_ARCHIVE,
                            "The zip holds %s files, more than %d. Split the emission"
                                    .formatted(
                                            Long.toUnsignedString(entries), limits.maxEntries())),
                    "at most " + limits.maxEntries(),
                    Long.toUnsignedString(entries),
                    0);
        }
    }

    private void list() throws Refusal {
        checkEntries(file.size(), limits);
        List<ZipEntry> entries = file.stream().map(ZipEntry.class::cast).toList();
        Optional<String> fault = EntryNames.fault(entries.stream().map(ZipEntry::getName).toList());
        if (fault.isPresent()) {
            throw refusal(fault.get());
        }
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".csv")) {
                List<Entry> list = name.startsWith("manifest") ? manifests : csvs;
                list.add(new Entry(entries.get(i), i, list.size()));
            }
        }
        if (csvs.isEmpty()) {
            throw refusal("The zip holds no CSV file");
        }
    }

    /** The data files, in the order of the zip. */
    public List<Entry> csvs() {
        return List.copyOf(csvs);
    }

    /** The files whose name says that they are a manifest. */
    public List<Entry> manifests() {
        return List.copyOf(manifests);
    }

    /**
     * The manifest, compared with the names in the zip.
     *
     * @param mode how much is asked for; {@link ManifestMode#OFF} gives {@link Manifest#NONE} if
     *     there is nothing to read
     * @throws Refusal {@code manifest.missing}, {@code .several}, {@code .format}, {@code .entry}
     *     or {@code .extra}: the whole zip is refused
     */
    public Manifest manifest(ManifestMode mode) throws Refusal, IOException {
        try {
            return ManifestReader.read(this, mode);
        } catch (UnreadableZipException e) {
            throw e.refusal(0);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    ZipLimits limits() {
        return limits;
    }

    /**
     * Notes how far an entry was inflated; gives the sum over all. Reading one twice counts once.
     */
    long inflated(int index, long bytes) {
        inflated[index] = Math.max(inflated[index], bytes);
        long sum = 0;
        for (long one : inflated) {
            sum += one;
        }
        return sum;
    }

    private static Refusal refusal(String message) {
        return new Refusal(Rule.FILE_ARCHIVE, message);
    }
}
