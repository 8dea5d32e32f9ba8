/**
 * Alerts the owners of an identity about what has changed: whom to ask, what to say in plain language, and how to reach
 * each person exactly once. Depends on the stores' ports and the channels, not on AWS or Spring.
 */
@NullMarked
package io.grantkeeper.owners.alerts;

import org.jspecify.annotations.NullMarked;
