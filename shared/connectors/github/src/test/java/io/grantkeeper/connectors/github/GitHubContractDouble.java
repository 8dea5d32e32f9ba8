package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ProviderDoubleOptions;
import io.grantkeeper.connector.testkit.SimulatorProviderDouble;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The simulated organization. If a contract test selects scopes, the app and the owner token have only those. */
final class GitHubContractDouble {
    /** The scopes that belong to classic tokens. All other scopes are permissions of apps. */
    private static final Set<String> CLASSIC = Set.of("read:org");

    private GitHubContractDouble() {}

    static ProviderDouble start(ProviderDoubleOptions options) {
        ProviderSimulator simulator = ProviderSimulator.start(Company.demo(), simulatorOptions(options.onlyScopes()));
        SimulatorCredentials issued = simulator.credentials();
        String ownerToken = options.onlyScopes()
                .map(scopes -> simulator
                        .gitHubDouble()
                        .issueOwnerToken(List.copyOf(
                                scopes.stream().filter(CLASSIC::contains).toList())))
                .orElse(issued.gitHubOwnerToken());
        return new SimulatorProviderDouble(
                simulator,
                Map.of(GitHubSettings.BASE_URL, simulator.github()),
                Map.of(
                        GitHubSettings.ORGANIZATION, "larkfield",
                        // The simulator has one app with one key. One connection uses the client id and the other the
                        // app id, so that their calls can be distinguished.
                        GitHubSettings.CLIENT_ID,
                                options.name().equals("one") ? issued.gitHubClientId() : issued.gitHubAppId(),
                        // Pages are small, so that listings have several.
                        GitHubSettings.PAGE_SIZE, "9"),
                Map.of(
                        GitHubCredentials.APP_PRIVATE_KEY, Secret.of(issued.gitHubPrivateKeyPkcs1Pem()),
                        GitHubCredentials.OWNER_TOKEN, Secret.of(ownerToken),
                        GitHubCredentials.WEBHOOK_SECRET, Secret.of("webhook-secret-of-" + options.name())));
    }

    private static SimulatorOptions simulatorOptions(Optional<Set<String>> onlyScopes) {
        SimulatorOptions usual = SimulatorOptions.defaults().withoutQuotas();
        Map<String, String> permissions = new TreeMap<>();
        onlyScopes.orElse(Set.of()).stream()
                .filter(scope -> !CLASSIC.contains(scope))
                .map(scope -> scope.split(":", -1))
                .forEach(scope -> permissions.put(scope[0], scope[1]));
        return onlyScopes.isPresent() ? usual.withAppPermissions(permissions) : usual;
    }
}
