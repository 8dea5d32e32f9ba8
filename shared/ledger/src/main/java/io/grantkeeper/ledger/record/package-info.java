/**
 * Stores and recorders that write to the ledger. Each store that acts is wrapped once and records an action before
 * performing it. An action recorded twice has the same id, so it is stored once.
 */
@NullMarked
package io.grantkeeper.ledger.record;

import org.jspecify.annotations.NullMarked;
