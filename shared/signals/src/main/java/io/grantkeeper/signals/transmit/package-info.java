/**
 * Delivers signals to event sinks and to receivers. Receivers create streams, and get their signals by push (RFC 8935)
 * or by polling (RFC 8936).
 */
@NullMarked
package io.grantkeeper.signals.transmit;

import org.jspecify.annotations.NullMarked;
