package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that a paused installation writes nothing to its table and keeps all its resources. */
class PausedInstallationTest {
    private static final SynthesizedTemplates RUNS = SynthesizedTemplates.of("acme");
    private static final SynthesizedTemplates PAUSED = SynthesizedTemplates.withDeployment("acme", "paused", "true");

    @Test
    void disablesTriggersAndThrottlesCallers() {
        assertThat(PAUSED.resources("AWS::Scheduler::Schedule").values())
                .isNotEmpty()
                .allMatch(
                        schedule -> schedule.at("/Properties/State").asString().equals("DISABLED"));
        assertThat(PAUSED.resources("AWS::Lambda::EventSourceMapping").values())
                .isNotEmpty()
                .allMatch(mapping -> mapping.at("/Properties/Enabled").isBoolean()
                        && !mapping.at("/Properties/Enabled").asBoolean());
        Map<String, JsonNode> functions = PAUSED.byName("AWS::Lambda::Function", "FunctionName");
        FunctionDefinitions.rows().stream()
                .filter(row -> !(row.trigger() instanceof FunctionTrigger.QueueMessages
                        || row.trigger() instanceof FunctionTrigger.TableChanges))
                .forEach(row -> assertThat(functions
                                .get("grantkeeper-" + row.name())
                                .path("ReservedConcurrentExecutions")
                                .asInt(-1))
                        .as(row.name())
                        .isZero());
    }

    @Test
    void enablesTriggersWhenNotPaused() {
        assertThat(RUNS.resources("AWS::Scheduler::Schedule").values())
                .allMatch(
                        schedule -> schedule.at("/Properties/State").asString().equals("ENABLED"));
        assertThat(RUNS.resources("AWS::Lambda::EventSourceMapping").values())
                .allMatch(mapping -> mapping.at("/Properties/Enabled").asBoolean());
    }

    /**
     * Pausing must not recreate anything, in particular not the API, whose URL would change, and not the function
     * versions, whose snapshots take minutes.
     */
    @Test
    void neitherAddsNorRemovesResources() {
        assertThat(types(PAUSED)).isEqualTo(types(RUNS));
    }

    @Test
    void raisesNoAlarmAboutPauseItself() {
        Map<String, JsonNode> alarms = PAUSED.byName("AWS::CloudWatch::Alarm", "AlarmName");
        for (String silent : List.of("ledger-not-sealed", "requests-failing", "function-held-back-receive-webhook")) {
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

    private static Map<String, String> types(SynthesizedTemplates made) {
        Map<String, String> types = new TreeMap<>();
        made.templates()
                .forEach(template -> template.resources()
                        .forEach((id, resource) ->
                                types.put(id, resource.path("Type").asString())));
        return types;
    }
}
