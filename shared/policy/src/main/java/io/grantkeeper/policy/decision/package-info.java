/** What is asked of the decision point and what it answers, apart from any wire format and any policy language. */
@NullMarked
package io.grantkeeper.policy.decision;

import org.jspecify.annotations.NullMarked;
