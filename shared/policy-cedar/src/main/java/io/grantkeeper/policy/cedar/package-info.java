/** Evaluates policies with Cedar. Only this module needs Cedar's native library; decisions in Lambda do not. */
@NullMarked
package io.grantkeeper.policy.cedar;

import org.jspecify.annotations.NullMarked;
