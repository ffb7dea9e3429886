/**
 * The steps of the pipeline as NiFi processors. Each is an adapter: properties and relationships
 * in, an engine or service called, attributes, ledger and provenance out. {@link
 * org.cqube.processors.EmissionStep} sorts what can go wrong: data faults end in {@code rejected},
 * world faults in {@code failure}.
 */
package org.cqube.processors;
