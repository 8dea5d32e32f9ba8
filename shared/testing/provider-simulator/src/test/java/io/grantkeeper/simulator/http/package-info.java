/** Tests of the HTTP server, over real sockets. */
@NullMarked
package io.grantkeeper.simulator.http;

import org.jspecify.annotations.NullMarked;
