package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The OpenAI organization of a small generated company, read in pages of two rows. */
final class OpenAiContractDouble implements ProviderDouble {
    private final ProviderSimulator simulator;
    private final Secret adminKey;

    private OpenAiContractDouble(ProviderSimulator simulator, Secret adminKey) {
        this.simulator = simulator;
        this.adminKey = adminKey;
    }

    static OpenAiContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        String key = simulator.openAiDouble().issueAdminKey(options.onlyScopes().orElse(OpenAiDouble.FULL_SCOPES));
        return new OpenAiContractDouble(simulator, Secret.of(key));
    }

    ProviderSimulator simulator() {
        return simulator;
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(OpenAiSettings.BASE_URL, simulator.openAi());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(OpenAiSettings.PAGE_SIZE, "2");
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(OpenAiClient.ADMIN_KEY, adminKey);
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
