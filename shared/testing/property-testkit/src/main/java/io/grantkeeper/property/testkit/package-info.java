/**
 * Test support for several modules: arbitraries for property tests, hostile names, mutated inputs, the number of
 * repetitions to run, and the project's folders.
 */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.property.testkit;
