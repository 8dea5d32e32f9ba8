package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** A small generated company's Anthropic organisation, read in pages of two. */
final class ContractDouble implements ProviderDouble {
    private final Simulator simulator;
    private final Secret adminKey;

    private ContractDouble(Simulator simulator, Secret adminKey) {
        this.simulator = simulator;
        this.adminKey = adminKey;
    }

    static ContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        Simulator simulator = Simulator.start(company, SimulatorOptions.usual().withoutQuotas());
        String key =
                simulator.anthropicDouble().issueAdminKey(options.onlyScopes().orElse(AnthropicDouble.FULL_SCOPES));
        return new ContractDouble(simulator, Secret.of(key));
    }

    Simulator simulator() {
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
        return Map.of(AnthropicApi.ADMIN_KEY, adminKey);
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
