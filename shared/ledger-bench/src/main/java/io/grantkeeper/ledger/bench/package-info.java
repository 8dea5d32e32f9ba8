/** Measures the tree of the ledger, in one run beside SHA-256 alone over the same bytes. */
@NullMarked
package io.grantkeeper.ledger.bench;

import org.jspecify.annotations.NullMarked;
