/**
 * What the doubles promise, told as specifications; {@code Client} calls them as a connector would.
 * Nothing here is a mock: every request goes over a socket.
 */
@NullMarked
package io.grantkeeper.simulator;

import org.jspecify.annotations.NullMarked;
