/**
 * Doubles of Slack: a double of the organization as its administrators see it, with Slack's peculiarities, and a double
 * of the few methods with which Grantkeeper sends alerts.
 */
@NullMarked
package io.grantkeeper.simulator.slack;

import org.jspecify.annotations.NullMarked;
