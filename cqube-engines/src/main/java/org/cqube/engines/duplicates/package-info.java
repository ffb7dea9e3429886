/**
 * Duplicates within one file, exact and in bounded memory.
 *
 * <p>{@link org.cqube.engines.duplicates.DuplicateFinder} sees each record as a {@link
 * org.cqube.engines.duplicates.TypedRow} of canonical values. In a first pass it keeps 12 bytes per
 * record and rule (a hash and the record's ordinal), in partitions that move to a temporary file
 * when they outgrow the heap budget. Only records that share a hash with another are looked at
 * again, byte for byte, so that a chance collision of hashes never refuses a record.
 */
package org.cqube.engines.duplicates;
