package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.AppPassword;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.GoogleActivity;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import io.grantkeeper.simulator.company.ServiceAccount;
import io.grantkeeper.simulator.http.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small generated company, in which everything occurs that the connector reads. */
final class ContractDouble implements ProviderDouble {
    private static final String PROJECT = "contract-project";
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final String name;
    private final Simulator simulator;

    private ContractDouble(String name, Simulator simulator) {
        this.name = name;
        this.simulator = simulator;
    }

    static ContractDouble start(DoubleOptions options) {
        Company company = Company.generate(options.name().equals("one") ? 11 : 22, new CompanySize(12, 36, 10));
        SimulatorOptions simulated = SimulatorOptions.usual().withoutQuotas();
        if (options.onlyScopes().isPresent()) {
            simulated = simulated.withDelegatedScopes(options.onlyScopes().get());
        }
        Simulator simulator = Simulator.start(company, simulated);
        if (options.onlyScopes()
                .filter(scopes -> !scopes.contains(Scopes.CLOUD))
                .isPresent()) {
            // A service account needs no delegation for its own project: it is its role that is missing.
            simulator.faults().onPath("/serviceAccounts", ALWAYS, Fault.status(403));
        }
        plant(company);
        return new ContractDouble(options.name(), simulator);
    }

    private static void plant(Company company) {
        Instant now = company.clock().instant();
        List<Person> people = company.people().active();
        Person administrator = people.getFirst();
        Person dana = people.get(4);
        GoogleApp notes = new GoogleApp("700-notes.apps.googleusercontent.com", "Meeting Notes", false, false);
        company.onGoogle().consent(dana, notes, List.of("openid", "https://mail.google.com/"), now);
        company.onGoogle().consent(people.get(5), new GoogleApp("anonymous", "", true, true), List.of("openid"), now);
        company.onGoogle().use(dana, notes, "gmail", "gmail.users.messages.list", 10, now);
        company.onGoogle().grantDelegation(administrator, "117", List.of("https://mail.google.com/"), now);
        company.onGoogle().setTrust(administrator, notes, true, now);
        company.onGoogle().login(dana, now);
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
                .put(new ServiceAccount(
                        PROJECT,
                        "builder",
                        "117",
                        "Builder",
                        false,
                        List.of(new ServiceAccount.Key(
                                "0a1b2c3d4e5f", now, Instant.parse("9999-12-31T23:59:59Z"), false))));
        for (int i = 6; i < 10; i++) {
            company.people().setStatus(people.get(i).id(), i % 2 == 0 ? PersonStatus.SUSPENDED : PersonStatus.ARCHIVED);
        }
        company.people().setStatus(people.get(10).id(), PersonStatus.DELETED);
        company.clock().advance(Duration.ofHours(7));
    }

    Simulator simulator() {
        return simulator;
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(
                GoogleSettings.BASE_URL, simulator.google(),
                GoogleSettings.TOKEN_URL, simulator.googleToken(),
                GoogleSettings.IAM_URL, simulator.googleIam());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                GoogleSettings.ADMIN_USER,
                simulator.credentials().googleAdministrator(),
                GoogleSettings.PROJECTS,
                PROJECT);
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(
                Calls.KEY, Secret.of(simulator.credentials().googleKeyFileJson()),
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
