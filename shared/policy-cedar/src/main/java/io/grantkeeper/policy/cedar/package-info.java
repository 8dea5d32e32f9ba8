/** Policies as Cedar. The native library behind it is a matter of this module alone: what decides in Lambda needs none. */
@NullMarked
package io.grantkeeper.policy.cedar;

import org.jspecify.annotations.NullMarked;
