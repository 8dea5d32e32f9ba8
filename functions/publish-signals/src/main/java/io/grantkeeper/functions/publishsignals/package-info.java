/**
 * Publishes ledger entries as signals to other systems. {@code publish-signals} follows the log once a minute, stores
 * the signals of new entries and delivers the pending signals. {@code serve-signals} is the HTTP API for receivers,
 * which create streams.
 */
@NullMarked
package io.grantkeeper.functions.publishsignals;

import org.jspecify.annotations.NullMarked;
