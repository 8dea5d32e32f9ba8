/**
 * Recorders and store wrappers that write to the ledger. Each store that triggers actions is wrapped once, and the
 * wrapper records an action before performing it. An action that is recorded twice has the same id both times, so it is
 * stored once.
 */
@NullMarked
package io.grantkeeper.ledger.record;

import org.jspecify.annotations.NullMarked;
