package io.grantkeeper.local.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.Simulator;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The company's Okta organisation. */
final class OktaDemoTenant implements DemoTenant {
    private final Simulator simulator;
    private final String hookSecret = "Bearer " + UUID.randomUUID();

    OktaDemoTenant(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String title() {
        return "Okta organisation";
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

    /** Each twice, two events at a time. */
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
