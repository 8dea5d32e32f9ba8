package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is missing in a connection's configuration is named. */
final class ConfigurationCheck {
    private final ContractRun run;

    ConfigurationCheck(ContractRun run) {
        this.run = run;
    }

    void theProfileIsWhole() {
        Connector connector = run.contract().connector();
        ConnectorProfile profile = connector.profile();
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
        for (ConnectorProfile.Setting setting :
                run.contract().connector().profile().settings()) {
            if (setting.required()) {
                assertThat(problemsWithout(Set.of(setting.name()), Set.of()))
                        .as("what is told without the setting '%s'", setting.name())
                        .anyMatch(message -> message.contains(setting.name()));
            }
        }
    }

    /** Slots of one group are alternatives, so all of them go. */
    void missingCredentialsAreNamed() {
        Map<String, Set<String>> groups = run.contract().connector().profile().credentials().stream()
                .filter(ConnectorProfile.CredentialSlot::required)
                .collect(Collectors.groupingBy(
                        ConnectorProfile.CredentialSlot::group,
                        TreeMap::new,
                        Collectors.mapping(ConnectorProfile.CredentialSlot::name, Collectors.toSet())));
        groups.values()
                .forEach(slots -> assertThat(problemsWithout(Set.of(), slots))
                        .as("what is told without the credentials %s", slots)
                        .anyMatch(message -> slots.stream().anyMatch(message::contains)));
    }

    private List<String> problemsWithout(Set<String> settingNames, Set<String> slots) {
        List<String> messages = new ArrayList<>();
        try (Rig rig = run.rig(Rig.PATIENT)) {
            Connected whole = rig.connect(run.provider(), "one", Interference.NONE);
            Connection connection = whole.session().connection();
            Map<String, String> settings = new TreeMap<>(connection.settings());
            settings.keySet().removeAll(settingNames);
            Map<String, Secret> secrets = new TreeMap<>(whole.credentials());
            secrets.keySet().removeAll(slots);
            Map<String, String> references = new TreeMap<>(connection.credentials());
            references.keySet().removeAll(slots);
            ProviderSession session = rig.open(
                    Connection.of(connection.tenant(), connection.id(), connection.provider(), settings, references),
                    secrets);
            Connected lacking = new Connected(rig.connector(), session, whole.line(), secrets, whole.rewrites());
            for (AccessStream stream : rig.connector().streams()) {
                try {
                    Walk.through(stream, lacking, run.window());
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
