/** Violations of policies by access that is already in the inventory, and the port that stores them. */
@NullMarked
package io.grantkeeper.policy.enforcement;

import org.jspecify.annotations.NullMarked;
