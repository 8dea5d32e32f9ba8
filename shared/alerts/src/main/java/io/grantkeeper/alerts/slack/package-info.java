/** Alerts as Slack messages: Block Kit, sent as a bot to the person's direct messages. */
@NullMarked
package io.grantkeeper.alerts.slack;

import org.jspecify.annotations.NullMarked;
