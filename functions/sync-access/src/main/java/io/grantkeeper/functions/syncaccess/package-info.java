/**
 * The function {@code sync-access}: reads one partition of a provider's stream and writes the changes since the last
 * read. Even if invocations are duplicated, out of order, concurrent, or interrupted at any point, the next read
 * produces the same state.
 */
@NullMarked
package io.grantkeeper.functions.syncaccess;

import org.jspecify.annotations.NullMarked;
