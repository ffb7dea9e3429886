/**
 * Validation of one CSV against its contract: {@link org.cqube.engines.validation.RecordValidation}
 * reads the raw file twice, decides about every record, and writes the accepted records in
 * canonical form, the findings, and the refused records byte for byte. {@link
 * org.cqube.engines.validation.HeaderMatch} finds the columns, {@link
 * org.cqube.engines.validation.RecordCheck} checks single records.
 */
package org.cqube.engines.validation;
