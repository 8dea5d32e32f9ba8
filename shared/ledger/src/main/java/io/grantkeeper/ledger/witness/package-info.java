/**
 * Asks witnesses to cosign checkpoints (C2SP tlog-witness). A witness verifies that a checkpoint extends the last one it
 * has seen, so nobody can show different logs to different people or roll a log back without contradicting it.
 */
@NullMarked
package io.grantkeeper.ledger.witness;

import org.jspecify.annotations.NullMarked;
