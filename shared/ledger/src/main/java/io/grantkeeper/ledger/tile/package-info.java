/**
 * The C2SP tlog-tiles layout: hashes and entries in immutable parts of up to 256. The paths are those that public tools
 * read.
 */
@NullMarked
package io.grantkeeper.ledger.tile;

import org.jspecify.annotations.NullMarked;
