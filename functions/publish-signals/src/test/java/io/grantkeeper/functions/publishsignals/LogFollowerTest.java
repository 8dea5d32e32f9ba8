package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.transmit.LogFollower;
import io.grantkeeper.signals.transmit.Publisher;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.SteppingClock;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signals follow the log")
class LogFollowerTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String SINK = "events/file:all";

    private final SteppingClock clock = new SteppingClock(Samples.NOON);
    private final InMemoryLogStore log = new InMemoryLogStore();
    private final InMemorySignalStore store = new InMemorySignalStore();
    private final KeyFile key = KeyFile.generate("example.com/ledger", SignatureType.ED25519);

    private void tell(int from, int to) {
        for (int i = from; i < to; i++) {
            clock.step(Duration.ofSeconds(1));
            log.add(
                    ACME,
                    Entry.of(
                            "finding.closed/%03d".formatted(i),
                            ACME,
                            clock.instant(),
                            new Happening.FindingClosed("f" + i),
                            Actor.function("test")));
        }
        new SealLedger(log, SigningKeys.of(_ -> key), CheckpointExport.nowhere(), clock).seal(ACME, () -> true);
    }

    private static LogFollower follower(LogStore log, SignalStore store, List<String> sinks) {
        return new LogFollower(
                log,
                store,
                new Publisher(store, new SecurityEvents("https://signals.acme.com"), Optional.empty(), sinks));
    }

    private List<String> kept() {
        return store.due(ACME, SINK, clock.instant(), 1000).stream()
                .map(PendingSignal::body)
                .map(body -> body.replaceAll("(?s).*\"(finding\\.closed/[0-9]+)\".*", "$1"))
                .toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("finding.closed/%03d"::formatted)
                .toList();
    }

    @Test
    void fromWhereTheyCameToLast() {
        LogFollower follower = follower(log, store, List.of(SINK));
        tell(0, 3);
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LogFollower.Followed(3, 0));
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LogFollower.Followed(0, 0));
        tell(3, 300);
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LogFollower.Followed(297, 0));
        assertThat(kept()).isEqualTo(ids(0, 300));
    }

    @Test
    void asFarAsTimeAllowsAndFurtherTheNextTime() {
        LogFollower follower = follower(log, store, List.of(SINK));
        tell(0, 600);
        AtomicInteger turns = new AtomicInteger();
        assertThat(follower.follow(ACME, () -> turns.incrementAndGet() <= 1).entries())
                .isEqualTo(256);
        assertThat(follower.follow(ACME, () -> true).entries()).isEqualTo(600 - 256);
        assertThat(kept()).isEqualTo(ids(0, 600));
    }

    @Test
    void tellingSomebodyNewOnlyWhatComesAfter() {
        tell(0, 5);
        assertThat(follower(log, store, List.of()).follow(ACME, () -> true).entries())
                .isZero();
        tell(5, 7);
        follower(log, store, List.of(SINK)).follow(ACME, () -> true);
        assertThat(kept()).isEqualTo(ids(5, 7));
    }

    @Test
    void toTheSameEndWhereverTheyDie() throws Exception {
        tell(0, 270);
        int operations = KillTest.endsTheSameAfterEveryDeath(kill -> {
            InMemorySignalStore kept = new InMemorySignalStore();
            LogFollower follower =
                    follower(kill.guard(LogStore.class, log), kill.guard(SignalStore.class, kept), List.of(SINK));
            for (boolean done = false; !done; ) {
                try {
                    follower.follow(ACME, () -> true);
                    done = true;
                } catch (ProcessDied _) {
                    kill.restart();
                }
            }
            return List.of(kept.due(ACME, SINK, clock.instant(), 1000), kept.followed(ACME));
        });
        assertThat(operations).isGreaterThan(270);
    }
}
