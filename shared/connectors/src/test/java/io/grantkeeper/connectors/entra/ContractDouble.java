package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A small generated company, in whose tenant everything occurs that the connector reads. */
final class ContractDouble implements ProviderDouble {
    private final String name;
    private final Simulator simulator;

    private ContractDouble(String name, Simulator simulator) {
        this.name = name;
        this.simulator = simulator;
    }

    static ContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        List<Person> people = company.people().active();
        company.people().setStatus(people.get(7).id(), PersonStatus.SUSPENDED);
        company.people().setStatus(people.get(8).id(), PersonStatus.ARCHIVED);
        company.people().setStatus(people.get(9).id(), PersonStatus.DELETED);
        Simulator simulator = Simulator.start(company, SimulatorOptions.usual().withoutQuotas());
        options.onlyScopes().ifPresent(simulator.entraDouble()::permit);
        return new ContractDouble(options.name(), simulator);
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
                ChannelSecret.SLOT, Secret.of("channel-secret-of-double-" + name));
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
