/** Tests of the Google double. If a test involves a protocol, it uses real sockets. */
@NullMarked
package io.grantkeeper.simulator.google;

import org.jspecify.annotations.NullMarked;
