package io.grantkeeper.store.testkit.kill;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a scenario once undisturbed, then once for every operation with a death there. */
public final class KillTest {
    /** Everything from a fresh start to the end. */
    @FunctionalInterface
    public interface Scenario<S> {
        /**
         * Runs on ports that the switch guards. On {@link ProcessDied} it calls {@link KillSwitch#restart} and hands
         * out again what was not finished, as a queue would.
         *
         * @return the end state, comparable
         */
        S run(KillSwitch kill) throws Exception;
    }

    private KillTest() {}

    /**
     * Dies at every operation in turn, before and after it took effect.
     *
     * @return at how many operations it died
     */
    public static <S> int endsTheSameAfterEveryDeath(Scenario<S> scenario) throws Exception {
        KillSwitch undisturbed = KillSwitch.never();
        S expected = scenario.run(undisturbed);
        for (int operation = 1; operation <= undisturbed.operations(); operation++) {
            for (KillSwitch.Effect effect : KillSwitch.Effect.values()) {
                KillSwitch kill = KillSwitch.at(operation, effect);
                S ended = scenario.run(kill);
                assertThat(kill.diedAt())
                        .as("operation %d was reached", operation)
                        .isPresent();
                assertThat(ended)
                        .as("end state after death at %s", kill.diedAt().orElse(""))
                        .isEqualTo(expected);
            }
        }
        return undisturbed.operations();
    }
}
