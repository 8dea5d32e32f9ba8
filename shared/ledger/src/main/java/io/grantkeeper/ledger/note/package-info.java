/**
 * Signed notes and checkpoints as defined by C2SP. A checkpoint states a log's size and root; its signatures show who
 * vouches for them. Signing is a port; verification needs only public keys.
 */
@NullMarked
package io.grantkeeper.ledger.note;

import org.jspecify.annotations.NullMarked;
