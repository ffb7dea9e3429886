/**
 * What a commit does to the tables of a source: makes them from the contract ({@link
 * org.cqube.services.load.SourceTables}), asks them what is stored ({@link
 * org.cqube.services.load.OverlapFilter}) and loads in one transaction with the ledger ({@link
 * org.cqube.services.load.TableLoad}). Values travel by COPY or are bound; identifiers come from
 * contracts and are quoted in one place.
 */
package org.cqube.services.load;
