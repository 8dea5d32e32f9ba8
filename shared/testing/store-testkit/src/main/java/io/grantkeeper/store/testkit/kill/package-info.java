/**
 * Kill tests: they simulate a process crash at every port operation in turn and check that a restart leads to the same
 * end state.
 */
@NullMarked
package io.grantkeeper.store.testkit.kill;

import org.jspecify.annotations.NullMarked;
