/**
 * Specifications of the simulator's google side, over real sockets where there is a wire.
 * Tests are named as sentences.
 */
@NullMarked
package io.grantkeeper.simulator.google;

import org.jspecify.annotations.NullMarked;
