/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.services.acts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.cqube.engines.contract.FileContract;
import org.cqube.engines.contract.Overlap;
import org.cqube.engines.finding.Refusal;
import org.cqube.engines.validation.ValidationResult;
import org.cqube.services.catalog.DataSource;
import org.cqube.services.ledger.Counts;
import org.cqube.services.ledger.Emission;
import org.cqube.services.ledger.Ledger;
import org.cqube.services.ledger.SupersededException;
import org.cqube.services.load.LoadedAgain;
import org.cqube.services.load.OverlapFilter;
import org.cqube.services.load.TableChange;
import org.cqube.services.postgres.PostgresPool;
import org.cqube.services.s3.ObjectStore;

/** Does the commit of an emission once more, as its act says it was done. */
final class CommitAgain {
    private final PostgresPool pool;
    private final ObjectStore store;
    private final ReloadSettings settings;

    CommitAgain(final PostgresPool pool, final ObjectStore store, final ReloadSettings settings) {
        this.pool = pool;
        this.store = store;
        this.settings = settings;
    }

    /**
     * Validates, filters and loads within the caller's transaction, under the recorded policy and
     * the contract in force.
     *
     * @throws IOException if the archived file is damaged, or the contract now refuses it
     */
    void run(
            final Connection connection,
            final RebuildLedger rebuild,
            final long id,
            final Act act,
            final DataSource source,
            final List<String> owners)
            throws SQLException, IOException {
        rebuild.restore("meta.emission", beforeValidation(act));
        final long emissionId = act.emission().path("emission_id").asLong();
        final Emission emission = new Ledger(connection).find(emissionId).orElseThrow();
        final FileContract file =
                source.contract()
                        .file(emission.baseName())
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "The contract of "
                                                        + source.name()
                                                        + " has no file "
                                                        + emission.baseName()
                                                        + " any more: bring it back"));
        try (ArchivedFile archived = new ArchivedFile(store, settings, emission, file)) {
            final ValidationResult valid = archived.validate();
            final Ledger ledger = new Ledger(connection);
            ledger.validated(
                    emission,
                    source.contract().hash(),
                    valid.recordsIn(),
                    valid.blankLines(),
                    new Counts(valid.rejectedByRule(), valid.cellsByRule(), valid.warnings()),
                    null,
                    null);
            final Overlap overlap = overlap(act);
            final OverlapFilter.Result result =
                    archived.filter(
                            connection,
                            emission,
                            new OverlapFilter(
                                    pool,
                                    overlap,
                                    settings.startMonth(),
                                    file.checks().stream().map(source::sql).toList(),
                                    // only warnings depend on them, and those come back as recorded
                                    Set.of()));
            if (result.refusal().isPresent()) {
                throw result.refusal().get();
            }
            ledger.filtered(
                    emission, overlap, result.loadVersion(), result.known(), result.counts());
            final long loaded =
                    new TableChange(connection, pool, owners, settings.startMonth())
                            .load(emission, file, archived.decided());
            LoadedAgain.commit(connection, emission, loaded);
        } catch (final Refusal refusal) {
            throw new IOException(
                    emission.archiveKey()
                            + " is refused by the contract as it is now ("
                            + refusal.getMessage()
                            + "): bring the contract or configuration of then back",
                    refusal);
        } catch (final SupersededException e) {
            throw new IllegalStateException("The row was written by this transaction", e);
        }
        rebuild.restoreTimes(act);
        compare(rebuild, id, act, emissionId);
    }

    /** The row as it was when the file had been archived. */
    private static ObjectNode beforeValidation(final Act act) {
        final ObjectNode row = act.emission().deepCopy();
        return row.put("state", "archived")
                .put("loaded", 0)
                .put("rejected", 0)
                .put("already_known", 0)
                .putNull("contract_hash")
                .putNull("load_version")
                .putNull("loaded_at");
    }

    private static Overlap overlap(final Act act) {
        return new Overlap(
                Overlap.Policy.of(act.emission().path("overlap_policy").asText()),
                Overlap.Scope.of(act.emission().path("overlap_scope").asText()));
    }

    private static void compare(
            final RebuildLedger rebuild, final long id, final Act act, final long emission)
            throws SQLException {
        final String recorded =
                "loaded %d, rejected %d, already known %d"
                        .formatted(
                                act.emission().path("loaded").asLong(),
                                act.emission().path("rejected").asLong(),
                                act.emission().path("already_known").asLong());
        final String found = rebuild.counts(emission);
        if (recorded.equals(found)) {
            rebuild.restoreCounts(act);
        } else {
            rebuild.differs(id, act, recorded, found);
        }
    }
}
