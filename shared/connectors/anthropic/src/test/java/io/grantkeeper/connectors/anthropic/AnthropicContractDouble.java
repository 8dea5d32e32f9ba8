package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import java.util.Map;

/** A test double of a small generated company's Anthropic organization, read in pages of two rows. */
final class AnthropicContractDouble {

    private AnthropicContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        Company company = SimulatorProviderDouble.company(options, new CompanySize(12, 36, 10));
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        String key =
                simulator.anthropicDouble().issueAdminKey(options.onlyScopes().orElse(AnthropicDouble.FULL_SCOPES));
        return new SimulatorProviderDouble(
                simulator,
                Map.of(AnthropicSettings.BASE_URL, simulator.anthropic()),
                Map.of(AnthropicSettings.PAGE_SIZE, "2"),
                Map.of(AnthropicClient.ADMIN_KEY, Secret.of(key)));
    }
}
