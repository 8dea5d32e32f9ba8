/** Requests to the decision point and its decisions, independent of any wire format and policy language. */
@NullMarked
package io.grantkeeper.policy.decision;

import org.jspecify.annotations.NullMarked;
