package io.grantkeeper.functions.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.json.ModelJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A section of the configuration")
class ConfigSectionTest {
    private record Sections(Alerts alerts, Map<String, Review> reviews) {}

    private record Alerts(
            Optional<Team> securityTeam, Optional<List<Team>> others, Optional<Map<String, String>> tags) {}

    private record Team(Optional<String> name) {}

    private record Review(Optional<Integer> openDays) {}

    private static List<String> unknown(String json) {
        return ConfigSection.unknownMembers(json, Sections.class).stream()
                .map(ConfigError::toString)
                .toList();
    }

    @Test
    void reportsUnknownMembersAndSuggestsKnownOnesAtEveryDepth() {
        assertThat(unknown("""
                {"alerts": {"securityTeem": {},
                            "others": [{"name": "a"}, {"nmae": "b"}],
                            "securityTeam": {"address": "c"}},
                 "reviews": {"all": {"openDay": 3}}}
                """))
                .containsExactly(
                        "line 1, column 13, alerts: 'securityTeem' is unknown; did you mean 'securityTeam'?",
                        "line 2, column 40, alerts.others[1]: 'nmae' is unknown; did you mean 'name'?",
                        "line 3, column 30, alerts.securityTeam: 'address' is unknown; valid names: name",
                        "line 4, column 22, reviews.'all': 'openDay' is unknown; did you mean 'openDays'?");
    }

    @Test
    void acceptsKnownMembersAndIgnoresOtherSections() {
        assertThat(unknown("""
                {"tenant": "acme", "signals": {"a": 1}, "alerts": {"securityTeam": {"name": "a"}, "tags": {"b": "c"}},
                 "reviews": {"all": {"openDays": 3}}}
                """)).isEmpty();
    }

    @Test
    void doesNotQuotePossibleSecrets() {
        assertThat(unknown("{\"alerts\": {\"pasted secret, not a name\": 1}}"))
                .containsExactly(
                        "line 1, column 13, alerts: a name of 25 characters is unknown; valid names: others, securityTeam, tags");
    }

    @Test
    void describesMalformedSectionWithoutQuotingIt() {
        assertThatThrownBy(() -> ConfigSection.read(
                        "team", "{\"name\": \"a\"}", () -> ModelJson.read("{\"name\": {\"secret\": 1}}", Team.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'team' must look like {\"name\": \"a\"}; the problem is: missing or wrong value at name");
    }
}
