/**
 * Makes decisions based on policy documents, without a native library. The differential test of {@code
 * shared/policy-cedar} compares this optimized engine with plain Cedar.
 */
@NullMarked
package io.grantkeeper.policy.engine;

import org.jspecify.annotations.NullMarked;
