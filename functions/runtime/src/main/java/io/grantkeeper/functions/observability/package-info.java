/**
 * Telemetry of a running function: log lines with the correlation ID of their origin, and metrics that CloudWatch
 * extracts from the log. Neither adds a library, a thread or a network call.
 */
@NullMarked
package io.grantkeeper.functions.observability;

import org.jspecify.annotations.NullMarked;
