/** Inputs that several modules use in tests: arbitraries for properties, hostile names, and how many repetitions run. */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.property.testkit;
