/** What tests of functions stand on: a scripted provider and a bench of in-memory ports. */
@NullMarked
package io.grantkeeper.functions.testkit;

import org.jspecify.annotations.NullMarked;
