package io.grantkeeper.local.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.http.DeliveryManner;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The company's Slack organisation. */
final class SlackDemoTenant implements DemoTenant {
    private static final long SHUFFLE = 7;

    private final Simulator simulator;
    private final String userToken;
    private final String signingSecret = UUID.randomUUID().toString();

    SlackDemoTenant(Simulator simulator) {
        this.simulator = simulator;
        this.userToken = simulator.slack().issueUserToken();
    }

    @Override
    public String title() {
        return "Slack organisation";
    }

    @Override
    public URI address() {
        return simulator.slack().api();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("slack-larkfield"),
                new ProviderId("slack"),
                Map.of(
                        "base-url", address().toString(),
                        "audit-url", simulator.slack().audit().toString()),
                Map.of("user-token", "demo:user-token", "signing-secret", "demo:signing-secret"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of("user-token", userToken, "signing-secret", signingSecret);
    }

    /** Each twice and in no order. */
    @Override
    public int deliverWebhooks(URI receiver) {
        return simulator
                        .slack()
                        .events()
                        .deliverTo(
                                receiver,
                                signingSecret,
                                DeliveryManner.withDuplicates().shuffled(SHUFFLE))
                        .size()
                / 2;
    }
}
