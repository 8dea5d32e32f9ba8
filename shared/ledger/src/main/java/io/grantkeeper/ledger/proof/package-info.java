/**
 * Proofs that auditors and other third parties can verify, and readable descriptions of what they prove. Verification
 * works offline and needs only public keys.
 */
@NullMarked
package io.grantkeeper.ledger.proof;

import org.jspecify.annotations.NullMarked;
