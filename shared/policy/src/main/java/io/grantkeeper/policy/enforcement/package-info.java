/**
 * Policy violations and the port that stores them. They are used to enforce policies on access that is already in the
 * inventory.
 */
@NullMarked
package io.grantkeeper.policy.enforcement;

import org.jspecify.annotations.NullMarked;
