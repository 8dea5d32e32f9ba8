/** Measures decisions, in one run beside plain Cedar and jCasbin on the same policies and requests. */
@NullMarked
package io.grantkeeper.policy.bench;

import org.jspecify.annotations.NullMarked;
