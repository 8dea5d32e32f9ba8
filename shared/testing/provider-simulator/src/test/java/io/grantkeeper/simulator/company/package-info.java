/** Tests of the simulated company. If a test involves a protocol, it uses real sockets. */
@NullMarked
package io.grantkeeper.simulator.company;

import org.jspecify.annotations.NullMarked;
