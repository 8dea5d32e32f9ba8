package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.GoogleServiceAccount;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A test double of a small generated company's Google tenant, which contains everything that the connector reads. */
final class GoogleContractDouble {
    private static final String PROJECT = "contract-project";
    private static final int ALWAYS = Integer.MAX_VALUE;

    private GoogleContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        Company company = SimulatorProviderDouble.company(options, new CompanySize(12, 36, 10));
        SimulatorOptions simulated = SimulatorOptions.defaults().withoutQuotas();
        if (options.onlyScopes().isPresent()) {
            simulated = simulated.withDelegatedScopes(options.onlyScopes().get());
        }
        ProviderSimulator simulator = ProviderSimulator.start(company, simulated);
        if (options.onlyScopes()
                .filter(scopes -> !scopes.contains(GoogleScopes.CLOUD))
                .isPresent()) {
            // A service account needs no delegation for its own project, so withholding this scope means rejecting its
            // calls, as if it had no role in the project.
            simulator.faults().onPath("/serviceAccounts", ALWAYS, SimulatedFault.status(403));
        }
        addSampleData(company);
        return new SimulatorProviderDouble(
                simulator,
                Map.of(
                        GoogleSettings.BASE_URL, simulator.google(),
                        GoogleSettings.TOKEN_URL, simulator.googleToken(),
                        GoogleSettings.IAM_URL, simulator.googleIam(),
                        GoogleSettings.ALERTS_URL, simulator.googleAlerts()),
                Map.of(
                        GoogleSettings.ADMIN_USER,
                        simulator.credentials().googleAdministrator(),
                        GoogleSettings.PROJECTS,
                        PROJECT),
                Map.of(
                        GoogleClient.KEY, Secret.of(simulator.credentials().googleKeyFileJson()),
                        PushChannelSecret.SLOT, Secret.of("channel-secret-of-double-" + options.name())));
    }

    private static void addSampleData(Company company) {
        Instant now = company.clock().instant();
        List<CompanyPerson> people = company.people().active();
        CompanyPerson administrator = people.getFirst();
        CompanyPerson dana = people.get(4);
        GoogleApp notes = new GoogleApp("700-notes.apps.googleusercontent.com", "Meeting Notes", false, false);
        company.onGoogle().consent(dana, notes, List.of("openid", "https://mail.google.com/"), now);
        company.onGoogle().consent(people.get(5), new GoogleApp("anonymous", "", true, true), List.of("openid"), now);
        company.onGoogle().use(dana, notes, "gmail", "gmail.users.messages.list", 10, now);
        company.onGoogle().grantDelegation(administrator, "117", List.of("https://mail.google.com/"), now);
        company.onGoogle().setTrust(administrator, notes, true, now);
        company.onGoogle().login(dana, now);
        company.onGoogle().drive(dana, notes, "download", "doc-1", now);
        company.onGoogle().drive(dana, "view", "doc-2", now);
        for (String type : List.of("Leaked password", "Suspicious programmatic login", "User suspended")) {
            company.onGoogle().alert(type, type, "Google identity", "MEDIUM", "NOT_STARTED", dana, now);
        }
        company.google()
                .record(new GoogleActivity(
                        now,
                        now,
                        4_711,
                        dana.email(),
                        dana.id(),
                        new GoogleActivity.Detail.Login("suspicious_login", "google_password")));
        company.onGoogle().addAppPassword(dana, new AppPassword(dana.id(), 3, "Mail on phone", now, Optional.empty()));
        company.onGoogle().addAppPassword(dana, new AppPassword(dana.id(), 4, "Scanner", now, Optional.of(now)));
        company.google()
                .serviceAccounts()
                .put(new GoogleServiceAccount(
                        PROJECT,
                        "builder",
                        "117",
                        "Builder",
                        false,
                        List.of(new GoogleServiceAccount.Key(
                                "0a1b2c3d4e5f", now, Instant.parse("9999-12-31T23:59:59Z"), false))));
        for (int i = 6; i < 10; i++) {
            company.people()
                    .setStatus(
                            people.get(i).id(),
                            i % 2 == 0 ? GoogleAccountStatus.SUSPENDED : GoogleAccountStatus.ARCHIVED);
        }
        company.people().setStatus(people.get(10).id(), GoogleAccountStatus.DELETED);
        company.clock().advance(Duration.ofHours(7));
    }
}
