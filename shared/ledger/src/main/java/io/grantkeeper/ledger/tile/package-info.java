/**
 * The C2SP tlog-tiles layout: hashes and entries in immutable pieces of 256. Paths are those that public tools read.
 */
@NullMarked
package io.grantkeeper.ledger.tile;

import org.jspecify.annotations.NullMarked;
