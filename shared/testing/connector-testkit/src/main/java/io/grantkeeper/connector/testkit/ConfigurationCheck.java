package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks that the connector's profile is complete, and that messages name each setting or credential that is missing in
 * a connection's configuration.
 */
final class ConfigurationCheck {
    private final ContractContext run;

    ConfigurationCheck(ContractContext run) {
        this.run = run;
    }

    void profileIsComplete() {
        Connector connector = run.contract().connector();
        ConnectorDefinition profile = connector.definition();
        assertThat(profile.displayName()).isNotBlank();
        assertThat(connector.streams()).as("streams").isNotEmpty();
        assertThat(connector.streams().stream().map(AccessStream::id).toList()).doesNotHaveDuplicates();
        assertThat(connector.streams())
                .allSatisfy(stream -> assertThat(stream.title()).isNotBlank());
        assertThat(profile.limits()).as("rate limits").isNotEmpty();
        assertThat(profile.gaps()).allSatisfy(gap -> assertThat(gap.provider()).isEqualTo(connector.provider()));
        assertThat(profile.settings())
                .allSatisfy(setting -> assertThat(setting.form()).isNotBlank());
    }

    void missingSettingsAreNamed() {
        for (ConnectorDefinition.Setting setting :
                run.contract().connector().definition().settings()) {
            if (setting.required()) {
                assertThat(problemsWithout(Set.of(setting.name()), Set.of()))
                        .as("messages if the setting '%s' is missing", setting.name())
                        .anyMatch(message -> message.contains(setting.name()));
            }
        }
    }

    /**
     * Checks that a message names a required credential that is missing. Credentials of the same group are
     * alternatives, so a whole group is removed at once, and it is sufficient if the message names one of them.
     */
    void missingCredentialsAreNamed() {
        Map<String, Set<String>> groups = run.contract().connector().definition().credentials().stream()
                .filter(ConnectorDefinition.CredentialSlot::required)
                .collect(Collectors.groupingBy(
                        ConnectorDefinition.CredentialSlot::group,
                        TreeMap::new,
                        Collectors.mapping(ConnectorDefinition.CredentialSlot::name, Collectors.toSet())));
        groups.values()
                .forEach(slots -> assertThat(problemsWithout(Set.of(), slots))
                        .as("messages if the credentials %s are missing", slots)
                        .anyMatch(message -> slots.stream().anyMatch(message::contains)));
    }

    private List<String> problemsWithout(Set<String> settingNames, Set<String> slots) {
        List<String> messages = new ArrayList<>();
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection whole = testRig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            Connection connection = whole.session().connection();
            Map<String, String> settings = new TreeMap<>(connection.settings());
            settings.keySet().removeAll(settingNames);
            Map<String, Secret> secrets = new TreeMap<>(whole.credentials());
            secrets.keySet().removeAll(slots);
            Map<String, String> references = new TreeMap<>(connection.credentials());
            references.keySet().removeAll(slots);
            ProviderSession session = testRig.open(
                    Connection.of(connection.tenant(), connection.id(), connection.provider(), settings, references),
                    secrets);
            TestConnection lacking =
                    new TestConnection(testRig.connector(), session, whole.line(), secrets, whole.rewrites());
            for (AccessStream stream : testRig.connector().streams()) {
                try {
                    FullStreamRead.through(stream, lacking, run.window());
                } catch (io.grantkeeper.connector.ConnectorException e) {
                    if (e.problem() instanceof Misconfigured problem) {
                        messages.add(problem.message());
                    }
                } catch (IllegalArgumentException e) {
                    messages.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return messages;
    }
}
