/** Clicks on buttons in Slack: verifies that Slack sent them, and parses them. */
@NullMarked
package io.grantkeeper.owners.answers.slack;

import org.jspecify.annotations.NullMarked;
