/** Ports: policies with their stages, decisions that were made, approvals. */
@NullMarked
package io.grantkeeper.policy.store;

import org.jspecify.annotations.NullMarked;
