/**
 * Doubles of Slack: the organisation as its administrators see it, with the ways of the real one, and the few methods
 * through which people are told.
 */
@NullMarked
package io.grantkeeper.simulator.slack;

import org.jspecify.annotations.NullMarked;
