package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A small generated company whose tenant contains everything that the connector reads. */
final class EntraContractDouble implements ProviderDouble {
    private final String name;
    private final ProviderSimulator simulator;

    private EntraContractDouble(String name, ProviderSimulator simulator) {
        this.name = name;
        this.simulator = simulator;
    }

    static EntraContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        List<CompanyPerson> people = company.people().active();
        company.people().setStatus(people.get(7).id(), GoogleAccountStatus.SUSPENDED);
        company.people().setStatus(people.get(8).id(), GoogleAccountStatus.ARCHIVED);
        company.people().setStatus(people.get(9).id(), GoogleAccountStatus.DELETED);
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        options.onlyScopes().ifPresent(simulator.entraDouble()::restrictPermissions);
        return new EntraContractDouble(options.name(), simulator);
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(
                EntraSettings.BASE_URL, simulator.entra(),
                EntraSettings.TOKEN_URL, simulator.entraToken());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                EntraSettings.TENANT_ID, simulator.entraDouble().credentials().tenantId(),
                EntraSettings.CLIENT_ID, simulator.entraDouble().credentials().clientId());
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(
                EntraAuthenticator.SECRET,
                        Secret.of(simulator.entraDouble().credentials().clientSecret()),
                PushChannelSecret.SLOT, Secret.of("channel-secret-of-double-" + name));
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
