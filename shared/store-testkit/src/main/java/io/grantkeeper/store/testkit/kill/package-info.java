/**
 * Kills the process at every operation of its ports in turn, and checks that a restart ends in the same state. The way
 * to show that a use case survives a death at any line that matters.
 */
@NullMarked
package io.grantkeeper.store.testkit.kill;

import org.jspecify.annotations.NullMarked;
