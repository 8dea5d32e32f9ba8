/**
 * Delivery to receivers over streams that they create, by push (RFC 8935) or polling (RFC 8936), and to event sinks.
 */
@NullMarked
package io.grantkeeper.signals.transmit;

import org.jspecify.annotations.NullMarked;
