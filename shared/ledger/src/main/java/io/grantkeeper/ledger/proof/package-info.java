/**
 * Proofs that can be given to third parties, and readable descriptions of what they prove. Everything works offline and
 * needs only public keys.
 */
@NullMarked
package io.grantkeeper.ledger.proof;

import org.jspecify.annotations.NullMarked;
