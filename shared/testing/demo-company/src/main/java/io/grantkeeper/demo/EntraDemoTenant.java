package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.entra.EntraCredentials;
import io.grantkeeper.simulator.http.DeliveryMode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The simulated company's Entra tenant. */
final class EntraDemoTenant implements DemoTenant {
    private static final long SHUFFLE = 7;

    private final ProviderSimulator simulator;
    private final String channelSecret = UUID.randomUUID() + UUID.randomUUID().toString();

    EntraDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String title() {
        return "Microsoft Entra tenant";
    }

    @Override
    public URI address() {
        return simulator.entra();
    }

    @Override
    public Connection connection() {
        EntraCredentials credentials = simulator.entraDouble().credentials();
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("entra-larkfield"),
                new ProviderId("microsoft"),
                Map.of(
                        "tenant-id", credentials.tenantId(),
                        "client-id", credentials.clientId(),
                        "directory-size", "medium",
                        "base-url", address().toString(),
                        "token-url", simulator.entraToken().toString()),
                Map.of("client-certificate", "demo:client-certificate", "channel-secret", "demo:channel-secret"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of(
                "client-certificate",
                simulator.entraDouble().credentials().certificatePem(),
                "channel-secret",
                channelSecret);
    }

    /**
     * Delivers only events about users, each twice and out of order. The receiver's address comes from the Graph
     * subscription, so {@code receiver} is ignored.
     */
    @Override
    public int deliverWebhooks(URI receiver) {
        return simulator
                        .entraDouble()
                        .notifications()
                        .deliver(DeliveryMode.withDuplicates().shuffled(SHUFFLE))
                        .size()
                / 2;
    }
}
