/** Parses clicks on buttons in Slack, and verifies that Slack sent them. */
@NullMarked
package io.grantkeeper.owners.answers.slack;

import org.jspecify.annotations.NullMarked;
