/**
 * Makes decisions with intent documents, without a native library. The differential test of {@code shared/policy-cedar}
 * compares the optimized engine with plain Cedar.
 */
@NullMarked
package io.grantkeeper.policy.engine;

import org.jspecify.annotations.NullMarked;
