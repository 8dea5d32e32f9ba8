package io.grantkeeper.functions.syncaccess;

import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.DANA;
import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ProviderScript;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Runs two sweeps and a reread once for each of their store and queue operations, and interrupts each run at a
 * different operation.
 */
class SyncAccessKillTest {
    /** The state that must be the same wherever the process was interrupted. */
    record EndState(
            SortedSet<String> grants,
            Optional<String> run,
            int rows,
            List<Long> digest,
            boolean uncertain,
            int parked) {}

    @Test
    void reachesSameStateWhereverItIsInterrupted() throws Exception {
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> run(kill, Duration.ofMinutes(15)));
        assertThat(operations).isGreaterThan(20);
    }

    @Test
    void reachesSameStateIfEachPageIsReadInSeparateInvocation() throws Exception {
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> run(kill, Duration.ofSeconds(1)));
        assertThat(operations).isGreaterThan(40);
    }

    @Test
    void reachesSameStateIfRowsMoveBetweenPages() throws Exception {
        for (Duration remaining : List.of(Duration.ofMinutes(15), Duration.ofSeconds(1))) {
            int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                EndState end = runWithMovingRows(kill, remaining);
                assertThat(end.grants()).hasSize(3).noneMatch(grant -> grant.startsWith("b/"));
                return end;
            });
            assertThat(operations).isGreaterThan(20);
        }
    }

    /**
     * Runs sweeps while rows move. In the second sweep, row C moves to the page that was already read. Row B is removed
     * before the third sweep.
     */
    private static EndState runWithMovingRows(CrashSimulator kill, Duration remaining) {
        var fixture = new SyncAccessFixture();
        fixture.bench.remaining = remaining;
        fixture.bench.withWrapping(kill::guard);
        fixture.restart();
        fixture.tokens.declare(ListingOrder.SHIFTING);
        fixture.tokens.withoutDirectReads();
        AccessObservation a = granted("a", DANA, "mail");
        AccessObservation b = granted("b", DANA, "mail");
        AccessObservation c = granted("c", ERIN, "mail");
        AccessObservation d = granted("d", ERIN, "mail");

        fixture.tokens.set("p", a, b, c, d);
        handle(fixture, kill, fixture.sweep("r1"));
        step(fixture);
        ProviderScript script = fixture.bench.connector.script();
        script.at(script.calls() + 2, () -> fixture.tokens.set("p", c, a, b, d));
        handle(fixture, kill, fixture.sweep("r2"));
        assertThat(fixture.grants()).as("after rows have moved").hasSize(4);
        for (String run : List.of("r3", "r4", "r5")) {
            step(fixture);
            fixture.tokens.set("p", a, c, d);
            handle(fixture, kill, fixture.sweep(run));
        }
        return endState(fixture);
    }

    /**
     * If each page takes more than a minute, each page is stored separately. When a fifth of the listing is more than
     * one page, two pages are stored together. Therefore, an interruption repeats at most two calls.
     */
    @Test
    void repeatsAtMostLastMinuteOfWorkAfterInterruption() throws Exception {
        int pages = calls(0);
        assertThat(pages).isEqualTo(10);
        for (int death = 1; death <= pages; death++) {
            assertThat(calls(death)).as("calls, interrupted in call %d", death).isBetween(pages + 1, pages + 2);
        }
    }

    private static int calls(int death) {
        var fixture = new SyncAccessFixture();
        AccessObservation[] all = IntStream.range(0, 20)
                .mapToObj(i -> granted("a", new PersonId(ModelSamples.ACME, "person" + i), "mail"))
                .toArray(AccessObservation[]::new);
        fixture.tokens.set("p", all);
        ProviderScript script = fixture.bench.connector.script();
        for (int call = 1; call <= 2 * all.length; call++) {
            boolean last = call == death;
            script.at(call, () -> {
                fixture.bench.clock.advance(Duration.ofSeconds(70));
                if (last) {
                    throw new ProcessCrashedError("in a call to the provider");
                }
            });
        }
        handle(fixture, CrashSimulator.never(), fixture.sweep("r1"));
        assertThat(fixture.state().orElseThrow().rows()).isEqualTo(all.length);
        return script.calls();
    }

    private static EndState run(CrashSimulator kill, Duration remaining) {
        var fixture = new SyncAccessFixture();
        fixture.bench.remaining = remaining;
        fixture.bench.withWrapping(kill::guard);
        fixture.restart();

        fixture.tokens.set("p", granted("a", DANA, "mail"), granted("b", DANA, "files"), granted("c", ERIN, "mail"));
        handle(fixture, kill, fixture.sweep("r1"));
        step(fixture);
        fixture.tokens.set(
                "p",
                granted("a", DANA, "mail", "files"),
                granted("c", ERIN, "mail"),
                granted("d", ERIN, "chat"),
                granted("d", DANA, "chat"));
        handle(fixture, kill, fixture.sweep("r2"));
        step(fixture);
        fixture.tokens.set("p", granted("c", ERIN, "mail"), granted("d", ERIN, "chat"), granted("e", DANA, "x"));
        handle(fixture, kill, fixture.reread(DANA));
        return endState(fixture);
    }

    /**
     * Handles work and all work that follows from it. After an interruption, the message is delivered again, as a queue
     * would deliver it.
     */
    private static void handle(SyncAccessFixture fixture, CrashSimulator kill, SyncWork first) {
        Consumer<SyncWork> deliver = work -> {
            boolean done = false;
            for (int deliveries = 1; !done; deliveries++) {
                assertThat(deliveries).as("deliveries of one message").isLessThan(5);
                try {
                    done = fixture.deliver(work).getBatchItemFailures().isEmpty();
                } catch (ProcessCrashedError _) {
                    kill.restart();
                    fixture.restart();
                }
            }
        };
        deliver.accept(first);
        for (int rounds = 0; fixture.bench.queue.size() > 0; rounds++) {
            assertThat(rounds)
                    .as(() -> "rounds with " + fixture.bench.queue.pending())
                    .isLessThan(500);
            List<SyncWork> visible = fixture.bench.queue.receive(1);
            visible.forEach(deliver);
            if (visible.isEmpty()) {
                fixture.bench.clock.advance(Duration.ofSeconds(1));
            }
        }
    }

    private static void step(SyncAccessFixture fixture) {
        fixture.bench.clock.advance(Duration.ofDays(1));
    }

    private static EndState endState(SyncAccessFixture fixture) {
        var digest = fixture.bench.digests.load(FunctionTestbed.TENANT, fixture.ref);
        PartitionStatus state = fixture.state().orElseThrow();
        return new EndState(
                fixture.grants(),
                state.run(),
                state.rows(),
                digest.rows().keySet().stream().sorted().collect(Collectors.toList()),
                digest.rows().values().stream().anyMatch(RowDigest::isUncertain),
                fixture.bench.deadLetters.letters().size());
    }
}
