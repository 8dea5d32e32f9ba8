package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Assignment;
import io.grantkeeper.simulator.okta.OktaOptions;
import io.grantkeeper.simulator.okta.OktaOrganization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A test double of a small generated company's Okta organization. It contains everything that the connector reads, on
 * pages of a few rows.
 */
final class OktaContractDouble {
    private static final int SMALL_PAGE = 4;

    private OktaContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        Company company = SimulatorProviderDouble.company(options, new CompanySize(10, 10, 4));
        OktaOptions okta = OktaOptions.defaults().withLargestPage(SMALL_PAGE);
        if (options.onlyScopes().isPresent()) {
            okta = okta.withGrantedScopes(options.onlyScopes().get());
        }
        ProviderSimulator simulator = ProviderSimulator.start(
                company, SimulatorOptions.defaults().withoutQuotas().withOkta(okta));
        List<CompanyPerson> people = company.people().active();
        company.people().setStatus(people.get(7).id(), GoogleAccountStatus.SUSPENDED);
        company.people().setStatus(people.get(8).id(), GoogleAccountStatus.ARCHIVED);
        OktaOrganization organization = simulator.oktaDouble().organization();
        Instant made = company.clock().instant();
        organization.put(new App("0oachat0000000000001", "Chat", "saml:slack", true, made, List.of("example")));
        for (CompanyPerson person : people.subList(0, 6)) {
            organization.put(
                    new Assignment("0oachat0000000000001", OktaOrganization.userId(person), "GROUP", "ACTIVE", made));
        }
        company.clock().advance(Duration.ofHours(1));
        return new SimulatorProviderDouble(
                simulator,
                Map.of(OktaSettings.BASE_URL, simulator.okta()),
                Map.of(OktaSettings.CLIENT_ID, simulator.oktaDouble().clientId()),
                Map.of(
                        OktaSettings.PRIVATE_KEY,
                                Secret.of(simulator.oktaDouble().privateKeyPem()),
                        OktaSettings.EVENT_HOOK_SECRET,
                                Secret.of("Bearer event-hook-secret-of-double-" + options.name())));
    }
}
