/**
 * The Merkle tree of RFC 6962: hashes, proofs and their verification. The package does not depend on what the leaves
 * contain, or on how the tree is signed and stored.
 */
@NullMarked
package io.grantkeeper.ledger.merkle;

import org.jspecify.annotations.NullMarked;
