/** PagerDuty: the Events API v2, and v3 webhooks. */
@NullMarked
package io.grantkeeper.targets.pagerduty;

import org.jspecify.annotations.NullMarked;
