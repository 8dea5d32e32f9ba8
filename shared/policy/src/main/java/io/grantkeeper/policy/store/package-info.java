/** Store ports for policies with their stages, decisions, and approvals. */
@NullMarked
package io.grantkeeper.policy.store;

import org.jspecify.annotations.NullMarked;
