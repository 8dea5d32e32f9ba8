package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.http.DeliveryMode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The simulated company's Slack organization. */
final class SlackDemoTenant implements DemoTenant {
    private static final long SHUFFLE = 7;

    private final ProviderSimulator simulator;
    private final String userToken;
    private final String signingSecret = UUID.randomUUID().toString();

    SlackDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.userToken = simulator.slack().issueUserToken();
    }

    @Override
    public String title() {
        return "Slack organization";
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

    /** Delivers each event twice and out of order. */
    @Override
    public int deliverWebhooks(URI receiver) {
        return simulator
                        .slack()
                        .events()
                        .deliverTo(
                                receiver,
                                signingSecret,
                                DeliveryMode.withDuplicates().shuffled(SHUFFLE))
                        .size()
                / 2;
    }
}
