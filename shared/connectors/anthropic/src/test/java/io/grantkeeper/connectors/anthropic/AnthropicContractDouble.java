package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The Anthropic organization of a small generated company, read in pages of two rows. */
final class AnthropicContractDouble implements ProviderDouble {
    private final ProviderSimulator simulator;
    private final Secret adminKey;

    private AnthropicContractDouble(ProviderSimulator simulator, Secret adminKey) {
        this.simulator = simulator;
        this.adminKey = adminKey;
    }

    static AnthropicContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        String key =
                simulator.anthropicDouble().issueAdminKey(options.onlyScopes().orElse(AnthropicDouble.FULL_SCOPES));
        return new AnthropicContractDouble(simulator, Secret.of(key));
    }

    ProviderSimulator simulator() {
        return simulator;
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(AnthropicSettings.BASE_URL, simulator.anthropic());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(AnthropicSettings.PAGE_SIZE, "2");
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(AnthropicClient.ADMIN_KEY, adminKey);
    }

    @Override
    public Clock clock() {
        return simulator.clock();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
