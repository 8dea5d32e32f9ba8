/**
 * Stores a log as files in the layout of C2SP tlog-tiles. An export writes the files, and anyone can then verify them
 * offline. Public tools can read the same files.
 */
@NullMarked
package io.grantkeeper.ledger.folder;

import org.jspecify.annotations.NullMarked;
