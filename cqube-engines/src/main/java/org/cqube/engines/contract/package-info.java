/**
 * The data contract of a source: one {@code datapackage.json} (Frictionless Data Package v2 with
 * {@code cqube:} properties), read and checked by {@link
 * org.cqube.engines.contract.ContractReader}. Everything that cQube knows about a source by name
 * stands in there; nothing stands in the code.
 */
package org.cqube.engines.contract;
