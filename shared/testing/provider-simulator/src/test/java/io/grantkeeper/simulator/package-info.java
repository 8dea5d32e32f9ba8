/**
 * Specifies the behavior of the doubles. {@code SimulatorTestClient} calls the doubles as a connector does. Nothing
 * here is a mock: every request uses a socket.
 */
@NullMarked
package io.grantkeeper.simulator;

import org.jspecify.annotations.NullMarked;
