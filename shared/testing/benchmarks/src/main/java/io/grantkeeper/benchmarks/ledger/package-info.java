/** Benchmarks of the ledger's tree, compared with plain SHA-256 over the same bytes in the same run. */
@NullMarked
package io.grantkeeper.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
