/**
 * Tells other systems what the ledger is told: {@code publish-signals} keeps signals when the table's stream tells of
 * entries, {@code deliver-signals} sends what waits once a minute, {@code serve-signals} answers receivers of streams.
 */
@NullMarked
package io.grantkeeper.functions.publishsignals;

import org.jspecify.annotations.NullMarked;
