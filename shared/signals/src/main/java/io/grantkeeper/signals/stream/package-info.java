/** Event streams of the Shared Signals Framework 1.0, and the signals that are pending for their receivers. */
@NullMarked
package io.grantkeeper.signals.stream;

import org.jspecify.annotations.NullMarked;
