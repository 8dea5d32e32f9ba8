/** Tells receivers: over streams that they set up themselves, pushed (RFC 8935) or polled (RFC 8936), and to event sinks. */
@NullMarked
package io.grantkeeper.signals.transmit;

import org.jspecify.annotations.NullMarked;
