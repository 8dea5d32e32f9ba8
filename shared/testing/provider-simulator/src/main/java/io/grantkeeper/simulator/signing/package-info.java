/**
 * The signatures that the doubles verify and create: clients' RS256 assertions, and HMACs of webhooks. Keys are
 * generated when the simulator starts and are never written to the project.
 */
@NullMarked
package io.grantkeeper.simulator.signing;

import org.jspecify.annotations.NullMarked;
