/**
 * A log as files, in the layout of C2SP's tlog-tiles: written by an export, read and verified offline. Public tools read
 * the same files.
 */
@NullMarked
package io.grantkeeper.ledger.folder;

import org.jspecify.annotations.NullMarked;
