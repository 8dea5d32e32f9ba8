/** Interfaces of the stores for policies and their stages, decisions, and approvals. */
@NullMarked
package io.grantkeeper.policy.store;

import org.jspecify.annotations.NullMarked;
