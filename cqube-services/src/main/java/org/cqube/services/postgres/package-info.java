/**
 * Access to PostgreSQL. Entry point: {@link org.cqube.services.postgres.PostgresPool}, NiFi's
 * connection service plus COPY; {@link org.cqube.services.postgres.SqlStates} tells an outage from
 * a fault, and {@link org.cqube.services.postgres.SqlIdentifier} is the one place where names are
 * quoted. The pool is thread-safe; a connection belongs to one thread.
 */
package org.cqube.services.postgres;
