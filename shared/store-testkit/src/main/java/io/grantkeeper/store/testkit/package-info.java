/**
 * In-memory fakes of every store and queue port, and for each port the contract that all its implementations pass. A
 * new implementation's test extends the contract and says where its store is.
 */
@NullMarked
package io.grantkeeper.store.testkit;

import org.jspecify.annotations.NullMarked;
