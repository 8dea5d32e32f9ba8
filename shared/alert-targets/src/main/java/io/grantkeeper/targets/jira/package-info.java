/** Jira Cloud: issues over REST v3, and signed webhooks. */
@NullMarked
package io.grantkeeper.targets.jira;

import org.jspecify.annotations.NullMarked;
