/**
 * Signed notes and checkpoints as defined by C2SP. A checkpoint states a log's size and root hash, and its signatures
 * show who confirms them. Verification needs only public keys.
 */
@NullMarked
package io.grantkeeper.ledger.note;

import org.jspecify.annotations.NullMarked;
