/** Clicks on buttons in Slack: that Slack sent them, and what they say. */
@NullMarked
package io.grantkeeper.answers.slack;

import org.jspecify.annotations.NullMarked;
