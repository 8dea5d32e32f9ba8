package io.grantkeeper.store.testkit.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.store.testkit.kill.CrashSimulator.Effect;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs a scenario once without interruption, and then again for each operation, with a simulated crash at that
 * operation.
 */
public final class CrashAssertions {
    /** A complete run from empty stores to the end state. */
    @FunctionalInterface
    public interface Scenario<S> {
        /**
         * Runs the scenario on ports that the simulator guards. On a {@link ProcessCrashedError}, the scenario must
         * call {@link CrashSimulator#restart} and, like a queue, redeliver messages that were not processed completely.
         *
         * @return the end state, which must implement equals
         */
        S run(CrashSimulator kill) throws Exception;
    }

    private CrashAssertions() {}

    /**
     * Checks that a crash at any operation, before or after the operation takes effect, leads to the same end state as
     * no crash.
     *
     * @return the number of operations tested
     */
    public static <S> int assertSameEndStateAfterEveryCrash(Scenario<S> scenario) throws Exception {
        return assertSameEndState(scenario, CrashAssertions::each);
    }

    /**
     * Checks the same as {@link #assertSameEndStateAfterEveryCrash}, but for long-running scenarios. A campaign checks
     * a crash at every operation. Other builds check a sample: the process crashes after the last call of each kind
     * takes effect, and before every n-th operation.
     *
     * @param distance the n in "every n-th"; if it is 1, every build crashes the process at every operation
     * @return the number of operations tested
     */
    public static <S> int assertSameEndStateAfterSampledCrashes(int distance, Scenario<S> scenario) throws Exception {
        int chosen = distance == 1 ? 1 : TestRepetitions.distance(distance);
        return assertSameEndState(scenario, operations -> chosen == 1 ? each(operations) : sample(operations, chosen));
    }

    private static <S> int assertSameEndState(Scenario<S> scenario, Function<List<String>, List<CrashSimulator>> deaths)
            throws Exception {
        CrashSimulator undisturbed = CrashSimulator.never();
        S expected = scenario.run(undisturbed);
        List<String> operations = undisturbed.history();
        for (CrashSimulator kill : deaths.apply(operations)) {
            S ended = scenario.run(kill);
            assertThat(kill.crashedAt()).as("%s was reached", kill).isPresent();
            assertThat(ended)
                    .as("end state after crash at %s", kill.crashedAt().orElse(""))
                    .isEqualTo(expected);
        }
        return operations.size();
    }

    private static List<CrashSimulator> each(List<String> operations) {
        return IntStream.rangeClosed(1, operations.size())
                .boxed()
                .flatMap(at -> Stream.of(Effect.values()).map(effect -> CrashSimulator.at(at, effect)))
                .toList();
    }

    /**
     * Selects the operations at which the process crashes, in the order in which a run without a crash performed them.
     * A crash after an operation takes effect leaves the same state as a crash before the next operation, so one of the
     * two is enough.
     *
     * @param operations the names of the operations in a run without a crash, in order
     * @param distance the number of operations from one crash to the next
     */
    static List<CrashSimulator> sample(List<String> operations, int distance) {
        SortedMap<Integer, Effect> deaths = new TreeMap<>();
        for (int at = distance; at <= operations.size(); at += distance) {
            deaths.put(at, Effect.LOST);
        }
        for (String kind : operations) {
            deaths.put(operations.lastIndexOf(kind) + 1, Effect.DONE);
        }
        return deaths.entrySet().stream()
                .map(death -> CrashSimulator.at(death.getKey(), death.getValue()))
                .toList();
    }
}
