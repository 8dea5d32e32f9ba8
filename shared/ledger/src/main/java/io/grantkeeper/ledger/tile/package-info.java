/**
 * The C2SP tlog-tiles layout: hashes in tiles and entries in bundles, with up to 256 in each. Full tiles and bundles
 * never change. Their paths are as defined by tlog-tiles, so that public tools can read them.
 */
@NullMarked
package io.grantkeeper.ledger.tile;

import org.jspecify.annotations.NullMarked;
