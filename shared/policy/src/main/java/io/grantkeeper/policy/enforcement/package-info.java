/** Policy violations, and the port that stores them, for the enforcement of policies on the inventory. */
@NullMarked
package io.grantkeeper.policy.enforcement;

import org.jspecify.annotations.NullMarked;
