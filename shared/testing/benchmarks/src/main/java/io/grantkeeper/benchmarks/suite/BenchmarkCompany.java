package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.entra.EntraCredentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A company generated from a seed, with all of its simulated tenants. */
final class BenchmarkCompany implements AutoCloseable {
    private static final long SEED = 7;
    private static final TenantId TENANT = new TenantId("bench");

    private final ProviderSimulator simulator;

    private BenchmarkCompany(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    /** Starts a company whose provider quotas are counted but not enforced. */
    static BenchmarkCompany start(int grants) {
        return start(
                CompanySize.ofGrants(grants),
                SimulatedClock.runningFrom(Company.START),
                SimulatorOptions.defaults().withoutQuotas());
    }

    static BenchmarkCompany start(CompanySize size, SimulatedClock clock, SimulatorOptions options) {
        return new BenchmarkCompany(ProviderSimulator.start(Company.generate(SEED, size, clock), options));
    }

    ProviderSimulator simulator() {
        return simulator;
    }

    /** Returns the connections that {@code bench sweep} sweeps. */
    List<Connection> connections() {
        return List.of(gitHub(), google());
    }

    private Connection gitHub() {
        SimulatorCredentials credentials = simulator.credentials();
        return Connection.of(
                TENANT,
                new ConnectionId("github"),
                new ProviderId("github"),
                Map.of(
                        "organization",
                                simulator.company().gitHub().organization().login(),
                        "base-url", simulator.github().toString(),
                        "client-id", credentials.gitHubClientId()),
                Map.of("app-private-key", "bench:app-private-key", "owner-token", "bench:owner-token"));
    }

    private Connection google() {
        return Connection.of(
                TENANT,
                new ConnectionId("google"),
                new ProviderId("google"),
                simulator.googleSettings(),
                Map.of("service-account-key", "bench:service-account-key"));
    }

    private Connection entra() {
        EntraCredentials credentials = simulator.entraDouble().credentials();
        return Connection.of(
                TENANT,
                new ConnectionId("entra"),
                new ProviderId("microsoft"),
                Map.of(
                        "tenant-id", credentials.tenantId(),
                        "client-id", credentials.clientId(),
                        "directory-size", "large",
                        "base-url", simulator.entra().toString(),
                        "token-url", simulator.entraToken().toString()),
                Map.of("client-secret", "bench:client-secret"));
    }

    /**
     * Returns the connection to one provider.
     *
     * @throws IllegalArgumentException if the company does not use this provider; the message lists the providers that
     *     it uses
     */
    Connection connection(String provider) {
        return switch (provider) {
            case "github" -> gitHub();
            case "google" -> google();
            case "microsoft" -> entra();
            default ->
                throw new IllegalArgumentException(
                        "unknown provider '%s'; use github, google or microsoft".formatted(provider));
        };
    }

    LocalSuiteOptions options() {
        return options(connections());
    }

    LocalSuiteOptions options(List<Connection> connections) {
        SimulatorCredentials credentials = simulator.credentials();
        Map<String, String> secrets = new HashMap<>(Map.of(
                "app-private-key", credentials.gitHubPrivateKeyPkcs1Pem(),
                "owner-token", credentials.gitHubOwnerToken(),
                "service-account-key", credentials.googleKeyFileJson()));
        if (connections.stream()
                .anyMatch(connection -> connection.provider().value().equals("microsoft"))) {
            secrets.put("client-secret", simulator.entraDouble().credentials().clientSecret());
        }
        AlertRecipient security =
                new AlertRecipient("Security", "security@" + simulator.company().domain(), List.of());
        return new LocalSuiteOptions(
                TENANT,
                connections,
                (_, slot) -> Optional.ofNullable(secrets.get(slot)).map(Secret::of),
                new AlertChannelFactory(
                        List.of(), new AlertSettings(Severity.MEDIUM, security, Duration.ofSeconds(30), 5)),
                Optional.empty(),
                ReviewsConfig.none(),
                DetectionConfig.standard(),
                simulator.clock(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Witnesses.none(),
                new DecideDependencies(TENANT, DecideConfig.standard(), List.of()),
                Optional.empty(),
                ConsoleSettings.local(List.of()));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
