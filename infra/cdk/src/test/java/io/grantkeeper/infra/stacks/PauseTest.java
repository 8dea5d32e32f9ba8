package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionTable;
import io.grantkeeper.infra.functions.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** While an installation is paused nobody writes to its table, and all that is there stays as it is. */
class PauseTest {
    private static final Synthesised RUNS = Synthesised.of("acme");
    private static final Synthesised PAUSED = Synthesised.withDeployment("acme", "paused", "true");

    @Test
    void nothingIsCalledOrReadAndWhoeverCallsAllTheSameIsRefused() {
        assertThat(PAUSED.resources("AWS::Scheduler::Schedule").values())
                .isNotEmpty()
                .allMatch(
                        schedule -> schedule.at("/Properties/State").asString().equals("DISABLED"));
        assertThat(PAUSED.resources("AWS::Lambda::EventSourceMapping").values())
                .isNotEmpty()
                .allMatch(mapping -> mapping.at("/Properties/Enabled").isBoolean()
                        && !mapping.at("/Properties/Enabled").asBoolean());
        Map<String, JsonNode> functions = PAUSED.byName("AWS::Lambda::Function", "FunctionName");
        FunctionTable.rows().stream()
                .filter(row -> !(row.trigger() instanceof Trigger.OfQueue || row.trigger() instanceof Trigger.OfTable))
                .forEach(row -> assertThat(functions
                                .get("grantkeeper-" + row.name())
                                .path("ReservedConcurrentExecutions")
                                .asInt(-1))
                        .as(row.name())
                        .isZero());
    }

    @Test
    void otherwiseEverythingIsOn() {
        assertThat(RUNS.resources("AWS::Scheduler::Schedule").values())
                .allMatch(
                        schedule -> schedule.at("/Properties/State").asString().equals("ENABLED"));
        assertThat(RUNS.resources("AWS::Lambda::EventSourceMapping").values())
                .allMatch(mapping -> mapping.at("/Properties/Enabled").asBoolean());
    }

    /** Above all the API, whose address would change, and versions, whose snapshots take minutes. */
    @Test
    void nothingIsMadeOrTakenAway() {
        assertThat(types(PAUSED)).isEqualTo(types(RUNS));
    }

    @Test
    void whatAPauseIsRaisesNoAlarm() {
        Map<String, JsonNode> alarms = PAUSED.byName("AWS::CloudWatch::Alarm", "AlarmName");
        for (String silent : List.of("ledger-not-sealed", "function-held-back-receive-webhook")) {
            assertThat(alarms.get("grantkeeper-" + silent)
                            .path("ActionsEnabled")
                            .asBoolean(true))
                    .as(silent)
                    .isFalse();
        }
        assertThat(alarms.get("grantkeeper-dead-letters-sync")
                        .path("ActionsEnabled")
                        .asBoolean(true))
                .isTrue();
    }

    private static Map<String, String> types(Synthesised made) {
        Map<String, String> types = new TreeMap<>();
        made.templates()
                .forEach(template -> template.resources()
                        .forEach((id, resource) ->
                                types.put(id, resource.path("Type").asString())));
        return types;
    }
}
