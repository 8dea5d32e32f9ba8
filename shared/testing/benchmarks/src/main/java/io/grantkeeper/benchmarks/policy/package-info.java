/** Benchmarks of decisions, compared with plain Cedar and jCasbin on the same policies and requests in the same run. */
@NullMarked
package io.grantkeeper.benchmarks.policy;

import org.jspecify.annotations.NullMarked;
