/**
 * Publishes ledger entries as signals to other systems. {@code publish-signals} reads the new entries of the ledger
 * once a minute, stores their signals and delivers all pending signals. {@code serve-signals} is the HTTP API through
 * which receivers create and manage their streams.
 */
@NullMarked
package io.grantkeeper.functions.publishsignals;

import org.jspecify.annotations.NullMarked;
