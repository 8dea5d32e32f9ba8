/**
 * Handlers without a framework, written as AWS recommends: the lower bound for a cold start. Used only by
 * scripts/bench.
 */
@NullMarked
package io.grantkeeper.baseline.bare;

import org.jspecify.annotations.NullMarked;
