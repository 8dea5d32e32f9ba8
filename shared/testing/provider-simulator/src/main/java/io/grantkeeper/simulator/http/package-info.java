/**
 * The small HTTP/1.1 server behind every double: routing, fault injection, call log and quota windows. It contains
 * nothing vendor-specific, and it can break connections in ways that standard servers cannot.
 */
@NullMarked
package io.grantkeeper.simulator.http;

import org.jspecify.annotations.NullMarked;
