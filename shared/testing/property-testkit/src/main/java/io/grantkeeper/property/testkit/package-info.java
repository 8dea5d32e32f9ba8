/** Inputs that several modules use in tests: arbitraries for properties, and hostile names. */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.property.testkit;
