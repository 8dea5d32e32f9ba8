/**
 * Reads the ledger once, in order, and combines related entries: findings from opening to closing, coverage gaps,
 * alerts and answers, revocations and their results, as known at the end of a period.
 */
@NullMarked
package io.grantkeeper.evidence.history;

import org.jspecify.annotations.NullMarked;
