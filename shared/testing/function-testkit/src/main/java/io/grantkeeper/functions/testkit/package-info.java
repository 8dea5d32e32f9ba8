/** A scripted provider and a test environment of in-memory ports, for the tests of functions. */
@NullMarked
package io.grantkeeper.functions.testkit;

import org.jspecify.annotations.NullMarked;
