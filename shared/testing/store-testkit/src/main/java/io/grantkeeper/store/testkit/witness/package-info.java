/** A double of the witness protocol, written from its specification and independent of the code that it tests. */
@NullMarked
package io.grantkeeper.store.testkit.witness;

import org.jspecify.annotations.NullMarked;
