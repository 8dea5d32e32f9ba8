package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The simulated organization, in which the app has only the permissions that the contract grants. */
final class GitHubContractDouble implements ProviderDouble {
    /** The scopes that belong to classic tokens. All other scopes are permissions of apps. */
    private static final Set<String> CLASSIC = Set.of("read:org");

    private final String name;
    private final ProviderSimulator simulator;
    private final SimulatorCredentials issued;
    private final String ownerToken;

    GitHubContractDouble(DoubleOptions options) {
        name = options.name();
        simulator = ProviderSimulator.start(Company.demo(), options(options.onlyScopes()));
        issued = simulator.credentials();
        ownerToken = options.onlyScopes()
                .map(scopes -> simulator
                        .gitHubDouble()
                        .issueOwnerToken(List.copyOf(
                                scopes.stream().filter(CLASSIC::contains).toList())))
                .orElse(issued.gitHubOwnerToken());
    }

    private static SimulatorOptions options(Optional<Set<String>> onlyScopes) {
        SimulatorOptions usual = SimulatorOptions.defaults().withoutQuotas();
        Map<String, String> permissions = new TreeMap<>();
        onlyScopes.orElse(Set.of()).stream()
                .filter(scope -> !CLASSIC.contains(scope))
                .map(scope -> scope.split(":", -1))
                .forEach(scope -> permissions.put(scope[0], scope[1]));
        return onlyScopes.isPresent() ? usual.withAppPermissions(permissions) : usual;
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of(GitHubSettings.BASE_URL, simulator.github());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                GitHubSettings.ORGANIZATION, "larkfield",
                // The simulator has one app with one key. One connection uses the client id and the other the app id,
                // so that their
                // calls can be distinguished.
                GitHubSettings.CLIENT_ID, name.equals("one") ? issued.gitHubClientId() : issued.gitHubAppId(),
                // Pages are small, so that listings have several.
                GitHubSettings.PAGE_SIZE, "9");
    }

    @Override
    public Map<String, Secret> credentials() {
        return Map.of(
                GitHubCredentials.APP_PRIVATE_KEY, Secret.of(issued.gitHubPrivateKeyPkcs1Pem()),
                GitHubCredentials.OWNER_TOKEN, Secret.of(ownerToken),
                GitHubCredentials.WEBHOOK_SECRET, Secret.of("webhook-secret-of-" + name));
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
