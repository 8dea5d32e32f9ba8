/**
 * Runs a function's real bundle on a sample event, with a table, queues, a mail server and simulated providers behind
 * it, and measures how long it takes to start and to answer. For people at a terminal, and for docs/performance.md.
 */
@NullMarked
package io.grantkeeper.functions.invoke;

import org.jspecify.annotations.NullMarked;
