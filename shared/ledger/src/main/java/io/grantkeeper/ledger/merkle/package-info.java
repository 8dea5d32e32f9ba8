/**
 * The RFC 6962 tree: hashes, proofs and their checks, exact and small. It knows nothing of what is hashed, signed or
 * stored.
 */
@NullMarked
package io.grantkeeper.ledger.merkle;

import org.jspecify.annotations.NullMarked;
