package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.http.DeliveryMode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The simulated company's GitHub organization. */
final class GitHubDemoTenant implements DemoTenant {
    private static final long SHUFFLE = 7;

    private final ProviderSimulator simulator;
    private final String webhookSecret = UUID.randomUUID().toString();

    GitHubDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String title() {
        return "GitHub organization";
    }

    @Override
    public URI address() {
        return simulator.github();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("github-larkfield"),
                new ProviderId("github"),
                Map.of(
                        "organization", "larkfield",
                        "base-url", address().toString(),
                        "client-id", simulator.credentials().gitHubClientId()),
                Map.of(
                        "app-private-key", "demo:app-private-key",
                        "owner-token", "demo:owner-token",
                        "webhook-secret", "demo:webhook-secret"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of(
                "app-private-key", simulator.credentials().gitHubPrivateKeyPkcs1Pem(),
                "owner-token", simulator.credentials().gitHubOwnerToken(),
                "webhook-secret", webhookSecret);
    }

    /** Delivers each webhook twice and out of order. */
    @Override
    public int deliverWebhooks(URI receiver) {
        int waiting = simulator.pendingWebhooks().size();
        simulator
                .webhooks()
                .deliverTo(
                        receiver, webhookSecret, DeliveryMode.withDuplicates().shuffled(SHUFFLE));
        return waiting;
    }
}
