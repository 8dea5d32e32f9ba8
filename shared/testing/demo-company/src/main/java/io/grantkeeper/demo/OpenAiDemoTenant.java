package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import java.net.URI;
import java.util.Map;

/** The simulated company's OpenAI organization. */
final class OpenAiDemoTenant implements DemoTenant {
    private final ProviderSimulator simulator;
    private final String adminKey;

    OpenAiDemoTenant(ProviderSimulator simulator) {
        this.simulator = simulator;
        this.adminKey = simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES);
    }

    @Override
    public String title() {
        return "OpenAI organization";
    }

    @Override
    public URI address() {
        return simulator.openAi();
    }

    @Override
    public Connection connection() {
        return Connection.of(
                DemoCompany.TENANT,
                new ConnectionId("openai-larkfield"),
                new ProviderId("openai"),
                Map.of("base-url", address().toString()),
                Map.of("admin-key", "demo:admin-key"));
    }

    @Override
    public Map<String, String> secrets() {
        return Map.of("admin-key", adminKey);
    }
}
