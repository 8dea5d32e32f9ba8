/** Jira Cloud: issues through the REST API v3, and signed webhooks. */
@NullMarked
package io.grantkeeper.targets.jira;

import org.jspecify.annotations.NullMarked;
