/**
 * Proofs that can be handed to somebody else, and what they prove in words. Everything here works offline, with public
 * keys alone.
 */
@NullMarked
package io.grantkeeper.ledger.proof;

import org.jspecify.annotations.NullMarked;
