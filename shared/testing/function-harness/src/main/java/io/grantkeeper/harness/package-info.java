/**
 * Runs a function's real bundle on a sample event, backed by a local table, queues, a mail server and simulated
 * providers, and measures how long it takes to start and respond. Used at the terminal and for docs/performance.md.
 */
@NullMarked
package io.grantkeeper.harness;

import org.jspecify.annotations.NullMarked;
