package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The simulated company's Okta organization. */
final class OktaDemoTenant implements DemoTenant {
    private final ProviderSimulator simulator;
    private final String hookSecret = "Bearer " + UUID.randomUUID();

    OktaDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String title() {
        return "Okta organization";
    }

    @Override
    public URI address() {
        return simulator.okta();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("okta-larkfield"),
                new ProviderId("okta"),
                Map.of(
                        "base-url", address().toString(),
                        "client-id", simulator.oktaDouble().clientId()),
                Map.of("private-key", "demo:private-key", "event-hook-secret", "demo:event-hook-secret"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of("private-key", simulator.oktaDouble().privateKeyPem(), "event-hook-secret", hookSecret);
    }

    /** Delivers each event twice, two events at a time. */
    @Override
    public int deliverWebhooks(URI receiver) {
        return simulator
                        .oktaDouble()
                        .eventHooks()
                        .deliverTo(receiver, hookSecret)
                        .size()
                / 2;
    }
}
