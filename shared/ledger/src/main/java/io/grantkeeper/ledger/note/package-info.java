/**
 * Signed notes and checkpoints as defined by C2SP, which state a log's size and root and who signed them. Signing is a
 * port; verification needs only public keys.
 */
@NullMarked
package io.grantkeeper.ledger.note;

import org.jspecify.annotations.NullMarked;
