/**
 * Decisions under roots in the ledger: too many for an entry each, and each provable all the same, by a proof that leads
 * from its document to a root and another from the root's entry to a signed checkpoint.
 */
@NullMarked
package io.grantkeeper.ledger.decision;

import org.jspecify.annotations.NullMarked;
