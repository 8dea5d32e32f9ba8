/**
 * Types that all parts of the ledger use: byte sequences, and exceptions for failed proofs and corrupted stores. The
 * package does not depend on AWS.
 */
@NullMarked
package io.grantkeeper.ledger;

import org.jspecify.annotations.NullMarked;
