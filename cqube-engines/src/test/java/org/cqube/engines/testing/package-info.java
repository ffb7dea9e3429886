/** Helpers of the tests: tables that a domain expert can read, and small contracts. */
package org.cqube.engines.testing;
