/**
 * Access to S3 and to stores that speak its protocol. Entry point: {@link
 * org.cqube.services.s3.ObjectStore}, which processors hold as a controller service; {@link
 * org.cqube.services.s3.StandardObjectStore} implements it over the AWS SDK, whose types stay
 * inside this package. Everything public here is thread-safe.
 */
package org.cqube.services.s3;
