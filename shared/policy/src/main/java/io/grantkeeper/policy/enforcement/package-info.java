/** What is known of access that stands against a policy, and where that is kept: for enforcement apart from any request. */
@NullMarked
package io.grantkeeper.policy.enforcement;

import org.jspecify.annotations.NullMarked;
