/*
 * Copyright 2026 The cQube on NiFi authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License in the file LICENSE at the
 * root of this project. Unless required by applicable law or agreed to in writing, software is
 * distributed on an "AS IS" basis, without warranties or conditions of any kind.
 */
package org.cqube.processors;

/** Names of the attributes that FlowFiles carry between the steps; none holds data of a pupil. */
interface EmissionAttributes {
    String ID = "emission.id";
    String TICKET = "emission.ticket";
    String SOURCE = "emission.source";
    String OBJECT_KEY = "emission.object.key";
    String FILE = "emission.file";
    String BASE_NAME = "emission.base.name";
    String SHA256 = "emission.sha256";
    String RECORDS = "emission.records";
    String REJECTED = "emission.rejected";
    String KNOWN = "emission.already.known";
    String ARCHIVE_KEY = "emission.archive.key";
    String CONTRACT_HASH = "emission.contract.hash";
    String LOAD_VERSION = "emission.load.version";
    String RUN_ID = "run.id";
    String GENERATION = "publication.generation";
    String FAILURE_STEP = "failure.step";
    String FAILURE_MESSAGE = "failure.message";
    String FAILURE_OUTAGE = "failure.outage";
    String REJECTED_RULE = "rejected.rule";

    String ID_TEXT = "Id of the emission in the ledger (meta.emission)";
    String TICKET_TEXT =
            "Ticket that lets this FlowFile act for the emission; a resumed emission has a new one";
    String FAILURE_STEP_TEXT =
            "Step that failed: fetch, check, archive, validate, filter, load or publish";
    String FAILURE_MESSAGE_TEXT = "What went wrong, for an operator";
    String FAILURE_OUTAGE_TEXT = "true when it is an outage that ends by itself";
}
