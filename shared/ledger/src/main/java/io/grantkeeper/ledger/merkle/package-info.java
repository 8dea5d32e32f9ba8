/**
 * The Merkle tree of RFC 6962: hashes, proofs and their verification. The package is independent of what is hashed,
 * signed or stored.
 */
@NullMarked
package io.grantkeeper.ledger.merkle;

import org.jspecify.annotations.NullMarked;
