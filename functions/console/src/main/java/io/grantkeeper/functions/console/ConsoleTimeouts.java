package io.grantkeeper.functions.console;

import java.time.Duration;

/**
 * The maximum times that a request waits for the issuer and for the inventory, measured in real time.
 *
 * @param issuer the maximum time for a call to the issuer
 * @param firstUpdate how long a request waits for the first update of the inventory; less than a gateway waits for a
 *     response
 */
record ConsoleTimeouts(Duration issuer, Duration firstUpdate) {
    static final ConsoleTimeouts STANDARD = new ConsoleTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10));
}
