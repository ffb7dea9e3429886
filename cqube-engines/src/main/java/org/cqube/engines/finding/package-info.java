/**
 * What the checks of a data source report: the rules of the catalogue ({@link
 * org.cqube.engines.finding.Rule}), single findings ({@link org.cqube.engines.finding.Violation})
 * and the refusal of a whole file ({@link org.cqube.engines.finding.Refusal}).
 */
package org.cqube.engines.finding;
