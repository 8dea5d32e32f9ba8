package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.SimulatedDouble;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import java.util.List;
import java.util.Map;

/** A small generated company whose tenant contains everything that the connector reads. */
final class EntraContractDouble {

    private EntraContractDouble() {}

    static ProviderDouble start(DoubleOptions options) {
        Company company = SimulatedDouble.company(options, new CompanySize(12, 36, 10));
        List<CompanyPerson> people = company.people().active();
        company.people().setStatus(people.get(7).id(), GoogleAccountStatus.SUSPENDED);
        company.people().setStatus(people.get(8).id(), GoogleAccountStatus.ARCHIVED);
        company.people().setStatus(people.get(9).id(), GoogleAccountStatus.DELETED);
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        options.onlyScopes().ifPresent(simulator.entraDouble()::restrictPermissions);
        return new SimulatedDouble(
                simulator,
                Map.of(
                        EntraSettings.BASE_URL, simulator.entra(),
                        EntraSettings.TOKEN_URL, simulator.entraToken()),
                Map.of(
                        EntraSettings.TENANT_ID,
                                simulator.entraDouble().credentials().tenantId(),
                        EntraSettings.CLIENT_ID,
                                simulator.entraDouble().credentials().clientId()),
                Map.of(
                        EntraAuthenticator.SECRET,
                                Secret.of(simulator.entraDouble().credentials().clientSecret()),
                        PushChannelSecret.SLOT, Secret.of("channel-secret-of-double-" + options.name())));
    }
}
