/**
 * The signatures the doubles check and make: RS256 assertions that clients send, HMACs on webhooks.
 * Keys are generated when the simulator starts; none is ever written to the project.
 */
@NullMarked
package io.grantkeeper.simulator.signing;

import org.jspecify.annotations.NullMarked;
