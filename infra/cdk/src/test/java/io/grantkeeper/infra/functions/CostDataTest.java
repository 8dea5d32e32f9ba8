package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the cost calculator uses the deployed configuration of the functions. Reads the calculator's file, because
 * a dependency on the command line would make this module's tests wait for almost all other modules.
 */
class CostDataTest {
    private static final JsonNode MEASUREMENTS = ModelJson.mapper()
            .readTree(ProjectFiles.ROOT.resolve(
                    "shared/cli/src/main/resources/io/grantkeeper/cli/cost/measurements.json"));

    @Test
    void usesDeployedMemorySizes() {
        Map<String, Integer> given = new TreeMap<>();
        FunctionDefinitions.rows().forEach(row -> given.put(row.name(), row.memoryMb()));
        Map<String, Integer> measured = new TreeMap<>();
        for (Map.Entry<String, JsonNode> call : MEASUREMENTS.get("functions").properties()) {
            measured.put(call.getKey(), call.getValue().get("memoryMb").intValue());
        }
        assertThat(given).containsAllEntriesOf(measured);
    }

    @Test
    void includesEverySchedule() {
        Map<String, Double> given = new TreeMap<>();
        FunctionDefinitions.rows().forEach(row -> {
            // The cost of detect-on-schedule is calculated from the number of identities.
            if (row.trigger() instanceof FunctionTrigger.Schedule(var expression)
                    && !row.name().equals("detect-on-schedule")) {
                given.put(row.name(), minutes(expression));
            }
        });
        Map<String, Double> measured = new TreeMap<>();
        for (Map.Entry<String, JsonNode> call : MEASUREMENTS.get("functions").properties()) {
            call.getValue()
                    .optional("everyMinutes")
                    .ifPresent(minutes -> measured.put(call.getKey(), minutes.doubleValue()));
        }
        assertThat(measured).isEqualTo(given);
    }

    private static double minutes(String rate) {
        String[] words = rate.substring("rate(".length(), rate.length() - 1).split(" ", -1);
        double number = Double.parseDouble(words[0]);
        return switch (words[1]) {
            case "minute", "minutes" -> number;
            case "hour", "hours" -> 60 * number;
            case "day", "days" -> 24 * 60 * number;
            default -> throw new IllegalArgumentException("unsupported rate expression: " + rate);
        };
    }

    @Test
    void includesFixedCosts() {
        SynthesizedTemplates acme = SynthesizedTemplates.of("acme");
        JsonNode counted = MEASUREMENTS.get("installation");
        assertThat(counted.get("keys").intValue())
                .isEqualTo(acme.resources("AWS::KMS::Key").size());
        assertThat(counted.get("alarms").intValue())
                .isEqualTo(acme.resources("AWS::CloudWatch::Alarm").size());
        assertThat(counted.get("queues").intValue()).isEqualTo((int) FunctionDefinitions.rows().stream()
                .filter(row -> row.queue().isPresent())
                .count());
        assertThat(counted.get("metrics").intValue())
                .isGreaterThan(FunctionDefinitions.rows().size());
    }
}
