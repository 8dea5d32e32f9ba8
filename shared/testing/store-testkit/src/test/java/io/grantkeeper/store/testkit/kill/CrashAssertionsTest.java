package io.grantkeeper.store.testkit.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrashAssertionsTest {
    /** A port with two operations, for testing {@link CrashAssertions}. */
    interface Shelf {
        void put(String book);

        void done();
    }

    @Test
    void acceptsScenarioThatIsSafeToRepeat() throws Exception {
        assertThat(CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                    var expectedCounts = new TreeSet<String>();
                    return shelve(kill, expectedCounts::add, expectedCounts);
                }))
                .isEqualTo(3);
    }

    @Test
    void detectsScenarioThatIsNotSafeToRepeatAndNamesCrash() {
        assertThatThrownBy(() -> CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                    var expectedCounts = new ArrayList<String>();
                    return shelve(kill, expectedCounts::add, expectedCounts);
                }))
                .hasMessageContaining("Shelf.put, operation 1, effect DONE");
    }

    @Test
    void samplesCrashesBeforeEveryNthOperationAndAfterLastOfEachKind() {
        assertThat(CrashAssertions.sample(List.of("put", "put", "put", "done", "put", "done", "close"), 3))
                .extracting(CrashSimulator::toString)
                .containsExactly(
                        "operation 3, effect LOST",
                        "operation 5, effect DONE",
                        "operation 6, effect DONE",
                        "operation 7, effect DONE");
    }

    @Test
    void detectsScenarioThatIsNotSafeToRepeatWithSampledCrashes() {
        assertThatThrownBy(() -> CrashAssertions.assertSameEndStateAfterSampledCrashes(9, kill -> {
                    var expectedCounts = new ArrayList<String>();
                    return shelve(kill, expectedCounts::add, expectedCounts);
                }))
                .hasMessageContaining("Shelf.put, operation 2, effect DONE");
    }

    @Test
    void crashedProcessCannotCallPortsUntilRestart() {
        var expectedCounts = new ArrayList<String>();
        CrashSimulator kill = CrashSimulator.at(1, CrashSimulator.Effect.LOST);
        Shelf shelf = kill.guard(Shelf.class, shelf(expectedCounts::add));
        assertThatThrownBy(() -> shelf.put("a")).isInstanceOf(ProcessCrashedError.class);
        assertThatThrownBy(() -> shelf.put("b")).isInstanceOf(ProcessCrashedError.class);
        kill.restart();
        shelf.put("c");
        assertThat(expectedCounts).containsExactly("c");
    }

    private static <S> S shelve(CrashSimulator kill, Consumer<String> put, S state) {
        Shelf shelf = kill.guard(Shelf.class, shelf(put));
        for (boolean finished = false; !finished; ) {
            try {
                List.of("a", "b").forEach(shelf::put);
                shelf.done();
                finished = true;
            } catch (ProcessCrashedError _) {
                kill.restart();
            }
        }
        return state;
    }

    private static Shelf shelf(Consumer<String> put) {
        return new Shelf() {
            @Override
            public void put(String book) {
                put.accept(book);
            }

            @Override
            public void done() {}
        };
    }
}
