/**
 * The reject report of a file: what was found, and the refused records to be mended.
 *
 * <p>{@link org.cqube.engines.report.FindingsWriter} and {@link
 * org.cqube.engines.report.FindingsReader} write and read findings, {@link
 * org.cqube.engines.report.RejectReport} merges those of a later stage into those of an earlier
 * one, {@link org.cqube.engines.report.RejectedRecords} copies refused records byte for byte. All
 * stream; memory does not grow with the file. Format: contracts, 5.
 */
package org.cqube.engines.report;
