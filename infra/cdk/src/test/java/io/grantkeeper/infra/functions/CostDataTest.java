package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.infra.stacks.Synthesised;
import io.grantkeeper.local.cost.Measurements;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The calculator of costs reckons with the memory that functions are given. */
class CostDataTest {
    @Test
    void theCalculatorKnowsTheMemoryOfEachFunctionThatItReckonsWith() {
        Map<String, Integer> given = new TreeMap<>();
        FunctionTable.rows().forEach(row -> given.put(row.name(), row.memoryMb()));
        Map<String, Integer> reckoned = new TreeMap<>();
        Measurements.standard().functions().forEach((name, call) -> reckoned.put(name, call.memoryMb()));
        assertThat(given).containsAllEntriesOf(reckoned);
    }

    @Test
    void theCalculatorKnowsEveryClock() {
        Map<String, Double> given = new TreeMap<>();
        FunctionTable.rows().forEach(row -> {
            // A look at each identity is reckoned by identities.
            if (row.trigger() instanceof Trigger.OfClock(var expression)
                    && !row.name().equals("detect-by-clock")) {
                given.put(row.name(), minutes(expression));
            }
        });
        Map<String, Double> reckoned = new TreeMap<>();
        Measurements.standard()
                .functions()
                .forEach((name, call) -> call.everyMinutes().ifPresent(minutes -> reckoned.put(name, minutes)));
        assertThat(reckoned).isEqualTo(given);
    }

    private static double minutes(String rate) {
        String[] words = rate.substring("rate(".length(), rate.length() - 1).split(" ", -1);
        double number = Double.parseDouble(words[0]);
        return switch (words[1]) {
            case "minute", "minutes" -> number;
            case "hour", "hours" -> 60 * number;
            case "day", "days" -> 24 * 60 * number;
            default -> throw new IllegalArgumentException("the rate is of another form: " + rate);
        };
    }

    @Test
    void theCalculatorKnowsWhatIsPaidForThoughNothingHappens() {
        Synthesised acme = Synthesised.of("acme");
        Measurements.Installation there = Measurements.standard().installation();
        assertThat(there.keys()).isEqualTo(acme.resources("AWS::KMS::Key").size());
        assertThat(there.alarms())
                .isEqualTo(acme.resources("AWS::CloudWatch::Alarm").size());
        assertThat(there.queues()).isEqualTo((int) FunctionTable.rows().stream()
                .filter(row -> row.queue().isPresent())
                .count());
        assertThat(there.metrics()).isGreaterThan(FunctionTable.rows().size());
    }
}
