/**
 * Groups decisions in the ledger under Merkle roots, because there are too many decisions for separate entries. Each
 * decision can still be proved: one proof leads from its document to a root, and another from the entry with the root
 * to a signed checkpoint.
 */
@NullMarked
package io.grantkeeper.ledger.decision;

import org.jspecify.annotations.NullMarked;
