/** Arbitraries that several modules use in property tests. */
@org.jspecify.annotations.NullMarked
package io.grantkeeper.property.testkit;
