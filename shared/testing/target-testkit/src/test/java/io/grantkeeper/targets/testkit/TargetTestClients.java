package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.targets.http.TargetHttp;
import java.net.http.HttpClient;
import java.time.Duration;

/** The HTTP client of the targets under test, which is built as in a function. */
final class TargetTestClients {
    private static final HttpClient CLIENT =
            OutboundHttpClients.client(Duration.ofSeconds(5)).build();

    private TargetTestClients() {}

    static TargetHttp http(String product) {
        return new TargetHttp(CLIENT, product);
    }
}
