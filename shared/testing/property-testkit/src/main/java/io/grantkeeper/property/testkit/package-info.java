/**
 * Test support for several modules: arbitraries for property tests, hostile names, mutated inputs, and the number of
 * repetitions to run.
 */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.property.testkit;
