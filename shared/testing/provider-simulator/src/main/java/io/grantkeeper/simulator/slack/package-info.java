/**
 * Doubles of Slack: the organization as its administrators see it, with Slack's peculiarities, and the few methods that
 * alerts use.
 */
@NullMarked
package io.grantkeeper.simulator.slack;

import org.jspecify.annotations.NullMarked;
