package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Provides the HTTP client of the targets under test. The client is built as in a function, but waits longer on a busy
 * machine.
 */
final class TargetTestClients {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final HttpClient CLIENT = OutboundHttpClients.client(TIMEOUT).build();

    private TargetTestClients() {}

    static AlertTargetHttpClient http(String product) {
        return new AlertTargetHttpClient(CLIENT, product, TIMEOUT);
    }
}
