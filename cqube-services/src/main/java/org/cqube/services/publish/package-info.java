/**
 * From committed facts to published files. {@link org.cqube.services.publish.Aggregation}
 * recomputes the keys that loads touched; {@link org.cqube.services.publish.Publication} writes the
 * partitions that changed and turns the pointer last. What is computed stands as SQL in the folder
 * of a source.
 */
package org.cqube.services.publish;
