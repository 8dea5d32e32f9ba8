/** Tests of the Slack connector: against a double, against Slack's published shapes, and of each reader alone. */
@NullMarked
package io.grantkeeper.connectors.slack;

import org.jspecify.annotations.NullMarked;
