package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import java.util.Map;

/** A test double of a small generated company's OpenAI organization, read in pages of two rows. */
final class OpenAiContractDouble {

    private OpenAiContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        Company company = SimulatorProviderDouble.company(options, new CompanySize(12, 36, 10));
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        String key = simulator.openAiDouble().issueAdminKey(options.onlyScopes().orElse(OpenAiDouble.FULL_SCOPES));
        return new SimulatorProviderDouble(
                simulator,
                Map.of(OpenAiSettings.BASE_URL, simulator.openAi()),
                Map.of(OpenAiSettings.PAGE_SIZE, "2"),
                Map.of(OpenAiClient.ADMIN_KEY, Secret.of(key)));
    }
}
