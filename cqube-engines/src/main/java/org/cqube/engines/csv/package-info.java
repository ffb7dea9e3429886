/**
 * CSV on bytes, as files from the field need it: RFC 4180 with any delimiter of one byte, any mix
 * of line ends, exact line numbers, the original bytes of each record, and bounded memory whatever
 * the file holds. {@link org.cqube.engines.csv.CsvReader} reads, {@link
 * org.cqube.engines.csv.CsvWriter} writes.
 *
 * <p>How doubtful input is read:
 *
 * <ul>
 *   <li>A quote opens a quoted field only as the field's first byte; elsewhere it is text.
 *   <li>White space after a closing quote is dropped; other text there makes the record {@linkplain
 *       org.cqube.engines.csv.CsvReader#malformed() malformed}, and the field its own raw bytes.
 *   <li>LF, CRLF and CR each end a record outside quotes; inside they belong to the value and count
 *       as lines.
 *   <li>A quote that is never closed takes the rest of the file with it and is an error that names
 *       the line where it opened.
 * </ul>
 */
package org.cqube.engines.csv;
