/**
 * Enforcement outside the path of any request: what the inventory holds against a policy is found, told to its owner, and
 * taken away after the grace period, within a day's budget and never while it is stopped. Knows ports, and no provider.
 */
@NullMarked
package io.grantkeeper.enforcement;

import org.jspecify.annotations.NullMarked;
