/**
 * Tells other systems what the ledger is told: {@code publish-signals} follows the log once a minute, keeps its signals and
 * sends what waits; {@code serve-signals} answers receivers of streams.
 */
@NullMarked
package io.grantkeeper.functions.publishsignals;

import org.jspecify.annotations.NullMarked;
