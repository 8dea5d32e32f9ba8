package io.grantkeeper.local.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import java.net.URI;
import java.util.Map;

/** The company's Anthropic organisation. */
final class AnthropicDemoTenant implements DemoTenant {
    private final Simulator simulator;
    private final String adminKey;

    AnthropicDemoTenant(Simulator simulator) {
        this.simulator = simulator;
        this.adminKey = simulator.anthropicDouble().issueAdminKey(AnthropicDouble.FULL_SCOPES);
    }

    @Override
    public String title() {
        return "Anthropic organisation";
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
