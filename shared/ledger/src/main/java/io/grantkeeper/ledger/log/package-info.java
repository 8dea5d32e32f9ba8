/**
 * The log itself: entries are sequenced, integrated into the tree and published under a signed checkpoint. Storage,
 * signing and export are ports. An interruption at any point leaves a log to which the next run can continue to append.
 */
@NullMarked
package io.grantkeeper.ledger.log;

import org.jspecify.annotations.NullMarked;
