/**
 * Side-by-side measurements: ours and a peer take turns in one run, and what is reported is their
 * ratio. Absolute times say more about the machine than about the code.
 */
package org.cqube.benchmarks;
