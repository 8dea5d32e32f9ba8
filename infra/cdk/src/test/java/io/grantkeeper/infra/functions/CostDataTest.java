package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.cost.CostMeasurements;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests that the cost calculator uses the deployed configuration of the functions. */
class CostDataTest {
    @Test
    void usesDeployedMemorySizes() {
        Map<String, Integer> given = new TreeMap<>();
        FunctionDefinitions.rows().forEach(row -> given.put(row.name(), row.memoryMb()));
        Map<String, Integer> measured = new TreeMap<>();
        CostMeasurements.standard().functions().forEach((name, call) -> measured.put(name, call.memoryMb()));
        assertThat(given).containsAllEntriesOf(measured);
    }

    @Test
    void includesEverySchedule() {
        Map<String, Double> given = new TreeMap<>();
        FunctionDefinitions.rows().forEach(row -> {
            // The cost of detect-by-clock is calculated from the number of identities.
            if (row.trigger() instanceof FunctionTrigger.Schedule(var expression)
                    && !row.name().equals("detect-by-clock")) {
                given.put(row.name(), minutes(expression));
            }
        });
        Map<String, Double> measured = new TreeMap<>();
        CostMeasurements.standard()
                .functions()
                .forEach((name, call) -> call.everyMinutes().ifPresent(minutes -> measured.put(name, minutes)));
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
        CostMeasurements.Installation there = CostMeasurements.standard().installation();
        assertThat(there.keys()).isEqualTo(acme.resources("AWS::KMS::Key").size());
        assertThat(there.alarms())
                .isEqualTo(acme.resources("AWS::CloudWatch::Alarm").size());
        assertThat(there.queues()).isEqualTo((int) FunctionDefinitions.rows().stream()
                .filter(row -> row.queue().isPresent())
                .count());
        assertThat(there.metrics()).isGreaterThan(FunctionDefinitions.rows().size());
    }
}
