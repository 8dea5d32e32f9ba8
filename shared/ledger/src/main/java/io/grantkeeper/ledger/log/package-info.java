/**
 * The log itself: entries are sequenced, integrated into the tree and published under a signed checkpoint. Storage,
 * signing and export are ports. An interruption at any call leaves a log that can be continued.
 */
@NullMarked
package io.grantkeeper.ledger.log;

import org.jspecify.annotations.NullMarked;
