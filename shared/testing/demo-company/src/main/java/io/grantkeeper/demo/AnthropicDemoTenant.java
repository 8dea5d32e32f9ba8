package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import java.net.URI;
import java.util.Map;

/** The simulated company's Anthropic organization. */
final class AnthropicDemoTenant implements DemoTenant {
    private final ProviderSimulator simulator;
    private final String adminKey;

    AnthropicDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.adminKey = simulator.anthropicDouble().issueAdminKey(AnthropicDouble.FULL_SCOPES);
    }

    @Override
    public String title() {
        return "Anthropic organization";
    }

    @Override
    public URI address() {
        return simulator.anthropic();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("anthropic-larkfield"),
                new ProviderId("anthropic"),
                Map.of("base-url", address().toString()),
                Map.of("admin-key", "demo:admin-key"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of("admin-key", adminKey);
    }
}
