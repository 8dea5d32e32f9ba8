package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.transmit.LedgerFollower;
import io.grantkeeper.signals.transmit.SignalPublisher;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log follower")
class LedgerFollowerTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String SINK = "events/file:all";

    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemoryLogStore log = new InMemoryLogStore();
    private final InMemorySignalStore store = new InMemorySignalStore();
    private final SigningKeyFile key = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);

    private void addAndSealEntries(int from, int to) {
        for (int i = from; i < to; i++) {
            clock.advance(Duration.ofSeconds(1));
            log.add(
                    ACME,
                    LedgerEntry.of(
                            "finding.closed/%03d".formatted(i),
                            ACME,
                            clock.instant(),
                            new LedgerEvent.FindingClosed("f" + i),
                            EntryActor.function("test")));
        }
        new SealLedger(log, LogSigningKeys.of(_ -> key), CheckpointExport.none(), clock).seal(ACME, () -> true);
    }

    private static LedgerFollower follower(LogStore log, SignalStore store, List<String> sinks) {
        return new LedgerFollower(
                log,
                store,
                new SignalPublisher(
                        store, new SecurityEventMapper("https://signals.acme.com"), Optional.empty(), sinks));
    }

    private List<String> storedSignalIds() {
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
    void resumesFromStoredPosition() {
        LedgerFollower follower = follower(log, store, List.of(SINK));
        addAndSealEntries(0, 3);
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LedgerFollower.Followed(3, 0));
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LedgerFollower.Followed(0, 0));
        addAndSealEntries(3, 300);
        assertThat(follower.follow(ACME, () -> true)).isEqualTo(new LedgerFollower.Followed(297, 0));
        assertThat(storedSignalIds()).isEqualTo(ids(0, 300));
    }

    @Test
    void stopsWhenTimeIsUpAndContinuesInNextRun() {
        LedgerFollower follower = follower(log, store, List.of(SINK));
        addAndSealEntries(0, 600);
        AtomicInteger turns = new AtomicInteger();
        assertThat(follower.follow(ACME, () -> turns.incrementAndGet() <= 1).entries())
                .isEqualTo(256);
        assertThat(follower.follow(ACME, () -> true).entries()).isEqualTo(600 - 256);
        assertThat(storedSignalIds()).isEqualTo(ids(0, 600));
    }

    @Test
    void sendsOnlyLaterEntriesToNewSink() {
        addAndSealEntries(0, 5);
        assertThat(follower(log, store, List.of()).follow(ACME, () -> true).entries())
                .isZero();
        addAndSealEntries(5, 7);
        follower(log, store, List.of(SINK)).follow(ACME, () -> true);
        assertThat(storedSignalIds()).isEqualTo(ids(5, 7));
    }

    @Test
    void reachesSameStateWhereverItIsInterrupted() throws Exception {
        addAndSealEntries(0, 270);
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            InMemorySignalStore kept = new InMemorySignalStore();
            LedgerFollower follower =
                    follower(kill.guard(LogStore.class, log), kill.guard(SignalStore.class, kept), List.of(SINK));
            for (boolean done = false; !done; ) {
                try {
                    follower.follow(ACME, () -> true);
                    done = true;
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
            }
            return List.of(kept.due(ACME, SINK, clock.instant(), 1000), kept.position(ACME));
        });
        assertThat(operations).isGreaterThan(270);
    }
}
