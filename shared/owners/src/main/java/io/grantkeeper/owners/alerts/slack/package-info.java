/** Alerts as Slack messages: Block Kit, sent by a bot as direct messages. */
@NullMarked
package io.grantkeeper.owners.alerts.slack;

import org.jspecify.annotations.NullMarked;
