/**
 * The data sources that this installation knows: contracts and SQL, read from a directory or an S3
 * prefix and taken up anew when they change. Entry point: {@link
 * org.cqube.services.catalog.DataSourceCatalog}. Thread-safe; what is handed out is immutable.
 */
package org.cqube.services.catalog;
