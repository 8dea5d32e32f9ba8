/**
 * Decides by intent documents, without any native library. Whatever it does to be fast is held against plain Cedar by the
 * differential test of {@code shared/policy-cedar}.
 */
@NullMarked
package io.grantkeeper.policy.engine;

import org.jspecify.annotations.NullMarked;
