/**
 * {@code sync-access}: reads one partition of a provider's stream and writes what changed since it was last read. It
 * can run twice, out of order or beside itself, or die at any line: the next read ends in the same state.
 */
@NullMarked
package io.grantkeeper.functions.syncaccess;

import org.jspecify.annotations.NullMarked;
