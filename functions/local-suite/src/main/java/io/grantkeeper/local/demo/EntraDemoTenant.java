package io.grantkeeper.local.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.entra.EntraCredentials;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The company's Entra tenant. */
final class EntraDemoTenant implements DemoTenant {
    private final Simulator simulator;
    private final String channelSecret = UUID.randomUUID() + UUID.randomUUID().toString();

    EntraDemoTenant(Simulator simulator) {
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
}
