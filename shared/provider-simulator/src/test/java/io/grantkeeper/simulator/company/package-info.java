/**
 * Specifications of the simulator's company side, over real sockets where there is a wire.
 * Tests are named as sentences.
 */
@NullMarked
package io.grantkeeper.simulator.company;

import org.jspecify.annotations.NullMarked;
