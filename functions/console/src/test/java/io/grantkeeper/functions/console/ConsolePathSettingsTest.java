package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathZone;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConsolePathSettingsTest extends ConsoleFixture {
    @Override
    PathSettings pathSettings() {
        return new PathSettings(
                List.of(
                        new PathZone("notes", Set.of(NOTES.toString()), Set.of()),
                        new PathZone("elsewhere", Set.of("github:deploy"), Set.of())),
                List.of());
    }

    private JsonNode paths() {
        return json(get(ConsoleRole.ADMIN, "/identities/" + EncodedIdentityIds.of(NOTES) + "/paths"));
    }

    @Test
    void showsWhetherIdentityBelongsToConfiguredZones() {
        JsonNode zones = paths().get("zones");
        assertThat(zones).hasSize(2);
        assertThat(zones.get(0).get("name").asString()).isEqualTo("notes");
        assertThat(zones.get(0).get("inZone").asBoolean()).isTrue();
        assertThat(zones.get(1).get("reaches").asBoolean()).isFalse();
    }

    @Test
    void doesNotListConfigurationAmongUncollectedData() {
        assertThat(paths().get("notCollected"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.asString()).doesNotContain("configuration, which only"));
    }

    @Test
    void readsZonesAndTrustsFromConfiguration() {
        PathSettings read = PathSettings.of(
                Optional.of("{\"approved\": [\"slack\"], \"zones\": [{\"name\": \"prod\", \"tags\": [\"production\"]}],"
                        + " \"trusts\": [{\"from\": \"github:deploy\", \"to\": \"aws:production\"}]}"),
                Optional.of("{\"tags\": {\"production\": [\"a/b/c\"]}}"));
        assertThat(read.zones()).containsExactly(new PathZone("prod", Set.of("a/b/c"), Set.of()));
        assertThat(read.trusts())
                .singleElement()
                .satisfies(trust -> assertThat(trust.to()).isEqualTo("aws:production"));
        assertThat(PathSettings.of(Optional.empty(), Optional.empty())).isEqualTo(PathSettings.none());
    }
}
