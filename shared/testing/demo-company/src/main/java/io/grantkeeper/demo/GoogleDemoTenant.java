package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.http.DeliveryMode;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The simulated company's Google Workspace. */
final class GoogleDemoTenant implements DemoTenant {
    private static final long SHUFFLE = 7;

    private final ProviderSimulator simulator;
    private final String channelSecret = UUID.randomUUID() + UUID.randomUUID().toString();

    GoogleDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public String title() {
        return "Google Workspace";
    }

    @Override
    public URI address() {
        return simulator.google();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("google-larkfield"),
                new ProviderId("google"),
                Map.of(
                        "admin-user", simulator.credentials().googleAdministrator(),
                        "projects", "larkfield-backup,larkfield-data",
                        "call-days", "35",
                        "base-url", address().toString(),
                        "token-url", simulator.googleToken().toString(),
                        "iam-url", simulator.googleIam().toString()),
                Map.of("service-account-key", "demo:service-account-key", "channel-secret", "demo:channel-secret"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of(
                "service-account-key", simulator.credentials().googleKeyFileJson(), "channel-secret", channelSecret);
    }

    /**
     * Delivers the notifications of the open push channels, each twice and out of order. The receivers' addresses come
     * from the channels, so {@code receiver} is ignored.
     */
    @Override
    public int deliverWebhooks(URI receiver) {
        if (simulator.pushChannels().open().isEmpty()) {
            return 0; // channels expire after six hours
        }
        return simulator
                        .pushChannels()
                        .deliver(DeliveryMode.withDuplicates().shuffled(SHUFFLE))
                        .size()
                / 2;
    }
}
