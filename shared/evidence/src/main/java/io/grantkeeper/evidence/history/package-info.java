/**
 * The ledger read once, in its order: findings from opening to closing, gaps, alerts and answers, revocations and their
 * ends, as they were known at the end of a period.
 */
@NullMarked
package io.grantkeeper.evidence.history;

import org.jspecify.annotations.NullMarked;
