/**
 * The ledger: schema {@code meta}, the one place that says where every emission is and what became
 * of each of its records. Entry point: {@link org.cqube.services.ledger.Ledger}.
 */
package org.cqube.services.ledger;
