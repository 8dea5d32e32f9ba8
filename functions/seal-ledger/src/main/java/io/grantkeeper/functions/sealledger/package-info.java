/**
 * Seals the ledger: on a schedule, so that a signed checkpoint covers every entry within a minute, and whenever the
 * DynamoDB stream of Grantkeeper's table delivers new entries. There is a separate function for each case; both
 * functions do the same work and can run concurrently.
 */
@NullMarked
package io.grantkeeper.functions.sealledger;

import org.jspecify.annotations.NullMarked;
