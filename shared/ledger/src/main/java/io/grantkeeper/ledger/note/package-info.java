/**
 * Signed notes and checkpoints as C2SP defines them: who says how large the log is and what its root is. Signing is a
 * port; verifying needs public keys only.
 */
@NullMarked
package io.grantkeeper.ledger.note;

import org.jspecify.annotations.NullMarked;
