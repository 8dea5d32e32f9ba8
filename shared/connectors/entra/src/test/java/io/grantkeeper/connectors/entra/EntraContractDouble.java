package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.entra.EntraTenantActions;
import io.grantkeeper.simulator.entra.EntraTenantActions.SignInType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A test double of a small generated company's Entra tenant, which contains everything that the connector reads. */
final class EntraContractDouble {

    private EntraContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        Company company = SimulatorProviderDouble.company(options, new CompanySize(12, 36, 10));
        List<CompanyPerson> people = company.people().active();
        company.people().setStatus(people.get(7).id(), GoogleAccountStatus.SUSPENDED);
        company.people().setStatus(people.get(8).id(), GoogleAccountStatus.ARCHIVED);
        company.people().setStatus(people.get(9).id(), GoogleAccountStatus.DELETED);
        ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas());
        options.onlyScopes().ifPresent(simulator.entraDouble()::restrictPermissions);
        addSignInsAndRisks(simulator.entraDouble().actions(), company);
        return new SimulatorProviderDouble(
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

    private static void addSignInsAndRisks(EntraTenantActions actions, Company company) {
        Instant now = company.clock().instant();
        String person = company.people().active().get(2).email();
        for (int hour = 1; hour < 10; hour++) {
            Instant at = now.minus(Duration.ofHours(hour));
            actions.signIn(
                    SignInType.SERVICE_PRINCIPAL,
                    "Mailbox backup",
                    Optional.empty(),
                    "203.0.113.9",
                    "Office 365 Exchange Online",
                    at);
            actions.signIn(
                    SignInType.MANAGED_IDENTITY, "vm-reports", Optional.empty(), "", "Azure Resource Manager", at);
            actions.signIn(
                    SignInType.NON_INTERACTIVE_USER,
                    "ChatGPT",
                    Optional.of(person),
                    "198.51.100.7",
                    "Microsoft Graph",
                    at);
        }
        actions.rate("Mailbox backup", "atRisk", "high", now.minus(Duration.ofHours(3)));
        actions.detect("Mailbox backup", "suspiciousSignins", "atRisk", "high", now.minus(Duration.ofHours(3)));
        actions.rate("Support agent", "confirmedCompromised", "high", now.minus(Duration.ofHours(2)));
        actions.detect("Support agent", "signInSpike", "atRisk", "medium", now.minus(Duration.ofHours(2)));
    }
}
