/**
 * Types shared by the entire ledger: byte sequences, and exceptions for failed proofs and corrupted stores. The package
 * is plain Java; the AWS implementations of its ports are elsewhere.
 */
@NullMarked
package io.grantkeeper.ledger;

import org.jspecify.annotations.NullMarked;
