/**
 * In-memory implementations of every store and queue port for tests and, for each port, the contract that all its
 * implementations must pass. The test of a new implementation extends the contract and supplies its store.
 */
@NullMarked
package io.grantkeeper.store.testkit;

import org.jspecify.annotations.NullMarked;
