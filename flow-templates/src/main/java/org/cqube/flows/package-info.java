/**
 * The canonical flow of a data source and the NiFi flow definitions made from it.
 *
 * <p>{@link org.cqube.flows.SourceFlow} is the one to read and review: it says which steps there
 * are, how they are connected and why each queue is bounded as it is. {@link
 * org.cqube.flows.FlowFiles} makes one importable JSON file per folder that holds a {@code
 * datapackage.json}; no data source is known by name here. All types are immutable and may be
 * shared between threads.
 */
package org.cqube.flows;
