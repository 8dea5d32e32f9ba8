/**
 * Types shared by the entire ledger: byte sequences, and exceptions for failed proofs and corrupted stores. Everything
 * here is plain Java; its ports are implemented for AWS elsewhere.
 */
@NullMarked
package io.grantkeeper.ledger;

import org.jspecify.annotations.NullMarked;
