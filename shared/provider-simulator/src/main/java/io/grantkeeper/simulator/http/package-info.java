/**
 * The small HTTP/1.1 server under every double: routing, fault injection, call log and quota windows.
 * It knows nothing of any vendor, and it can break a connection in ways a polite server cannot.
 */
@NullMarked
package io.grantkeeper.simulator.http;

import org.jspecify.annotations.NullMarked;
