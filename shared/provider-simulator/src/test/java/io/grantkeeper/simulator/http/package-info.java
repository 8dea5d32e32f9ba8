/**
 * Specifications of the simulator's http side, over real sockets where there is a wire.
 * Tests are named as sentences.
 */
@NullMarked
package io.grantkeeper.simulator.http;

import org.jspecify.annotations.NullMarked;
