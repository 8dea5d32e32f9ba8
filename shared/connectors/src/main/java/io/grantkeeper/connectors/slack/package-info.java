/**
 * Slack: apps that were approved, restricted, asked for or installed, bots, workflows, people, and the logs of an
 * organisation or a single workspace. Errors come inside HTTP 200, limits hold for each method.
 */
@NullMarked
package io.grantkeeper.connectors.slack;

import org.jspecify.annotations.NullMarked;
