/**
 * Seals the ledger: on a schedule, so that every entry is under a signed checkpoint within a minute, and when the table's
 * stream tells of new entries. Both do the same, and may do it at once.
 */
@NullMarked
package io.grantkeeper.functions.sealledger;

import org.jspecify.annotations.NullMarked;
