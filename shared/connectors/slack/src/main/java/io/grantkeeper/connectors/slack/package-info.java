/**
 * The Slack connector: approved, restricted, requested and installed apps, bots, workflows, people, and the logs of an
 * organization or a single workspace. Slack reports errors with HTTP 200 and limits each method separately.
 */
@NullMarked
package io.grantkeeper.connectors.slack;

import org.jspecify.annotations.NullMarked;
