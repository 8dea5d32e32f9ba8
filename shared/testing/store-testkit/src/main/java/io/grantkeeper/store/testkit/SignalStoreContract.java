package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link SignalStore} must pass. */
@DisplayName("A signal store")
public abstract class SignalStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract SignalStore store();

    private static SignalStream stream(String id) {
        return new SignalStream(
                id,
                "idp",
                List.of("https://idp.example.com"),
                Optional.of("https://idp.example.com/events"),
                Optional.empty(),
                List.of("https://schemas.openid.net/secevent/caep/event-type/session-revoked"),
                Optional.of("for the directory"),
                StreamStatus.ENABLED,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static PendingSignal signal(String destination, String id, int minute) {
        return PendingSignal.of(destination, id, "body of " + id, minute(minute));
    }

    private List<String> due(String destination, int minute) {
        return store().due(tenant, destination, minute(minute), 100).stream()
                .map(PendingSignal::id)
                .toList();
    }

    @Test
    void storesNewAndChangedStreams() {
        store().save(tenant, stream("b"));
        store().save(tenant, stream("a"));
        SignalStream paused = stream("b")
                .withStatus(StreamStatus.PAUSED, Optional.of("maintenance"))
                .withSubject("{\"format\":\"opaque\"}", false)
                .withVerifiedAt(minute(3));
        store().save(tenant, paused);
        assertThat(store().streams(tenant)).containsExactly(stream("a"), paused);
        assertThat(store().stream(tenant, "b")).contains(paused);
        assertThat(store().stream(tenant, "never")).isEmpty();
        assertThat(store().streams(freshTenant())).isEmpty();
    }

    @Test
    void removesStreamAndItsPendingSignals() {
        store().save(tenant, stream("a"));
        store().add(tenant, signal("a", "s1", 1));
        store().add(tenant, signal(SignalStream.selfDestination("a"), "s3", 1));
        store().add(tenant, signal("b", "s2", 1));
        store().remove(tenant, "a");
        assertThat(store().stream(tenant, "a")).isEmpty();
        assertThat(due("a", 9)).isEmpty();
        assertThat(due(SignalStream.selfDestination("a"), 9)).isEmpty();
        assertThat(due("b", 9)).containsExactly("s2");
    }

    @Test
    void storesSignalOnceAndReturnsOldestSignalsFirst() {
        assertThat(store().add(tenant, signal("a", "late", 5))).isTrue();
        assertThat(store().add(tenant, signal("a", "early", 1))).isTrue();
        assertThat(store().add(tenant, signal("a", "early", 1))).isFalse();
        assertThat(due("a", 9)).containsExactly("early", "late");
        assertThat(store().due(tenant, "a", minute(9), 1).getFirst()).isEqualTo(signal("a", "early", 1));
        assertThat(store().due(freshTenant(), "a", minute(9), 9)).isEmpty();
    }

    @Test
    void removesDeliveredSignals() {
        store().add(tenant, signal("a", "s1", 1));
        store().delivered(tenant, signal("a", "s1", 1));
        store().delivered(tenant, signal("a", "s1", 1));
        assertThat(due("a", 9)).isEmpty();
    }

    @Test
    void hidesSignalUntilNextAttempt() {
        store().add(tenant, signal("a", "s1", 1));
        store().add(tenant, signal("a", "s2", 2));
        PendingSignal failed = signal("a", "s1", 1).failed(minute(7), "503");
        store().failed(tenant, failed);
        assertThat(due("a", 6)).containsExactly("s2");
        assertThat(due("a", 7)).containsExactly("s1", "s2");
        assertThat(store().due(tenant, "a", minute(7), 1)).containsExactly(failed);
    }

    @Test
    void ignoresLateFailureOfDeliveredSignal() {
        store().add(tenant, signal("a", "s1", 1));
        store().delivered(tenant, signal("a", "s1", 1));
        store().failed(tenant, signal("a", "s1", 1).failed(minute(2), "503"));
        assertThat(due("a", 9)).isEmpty();
    }

    @Test
    void deadLettersUndeliverableSignal() {
        store().add(tenant, signal("a", "s1", 1));
        PendingSignal dead = signal("a", "s1", 1).failed(minute(2), "invalid_audience");
        store().dead(tenant, dead);
        store().dead(tenant, dead);
        assertThat(due("a", 9)).isEmpty();
        assertThat(store().dead(tenant, "a", 9)).containsExactly(dead);
        assertThat(store().dead(tenant, "b", 9)).isEmpty();
    }

    @Test
    void findsDueSignalAmongManyPostponedOnes() {
        IntStream.range(0, 150).forEach(i -> {
            PendingSignal signal = signal("a", "wait-%03d".formatted(i), 1);
            store().add(tenant, signal);
            store().failed(tenant, signal.failed(minute(50), "503"));
        });
        store().add(tenant, signal("a", "now", 3));
        assertThat(due("a", 9)).containsExactly("now");
    }

    @Test
    void redrivesDeadLetteredSignals() {
        PendingSignal dead = signal("a", "s1", 1).failed(minute(2), "invalid_audience");
        assertThat(store().redrive(tenant, dead)).isFalse();
        assertThat(due("a", 9)).isEmpty();
        store().dead(tenant, dead);
        assertThat(store().redrive(tenant, dead)).isTrue();
        assertThat(store().due(tenant, "a", minute(1), 9)).containsExactly(signal("a", "s1", 1));
        assertThat(store().dead(tenant, "a", 9)).isEmpty();
    }

    @Test
    void keepsHighestLogPosition() {
        assertThat(store().position(tenant)).isZero();
        store().position(tenant, 300);
        store().position(tenant, 20);
        assertThat(store().position(tenant)).isEqualTo(300);
        assertThat(store().position(freshTenant())).isZero();
    }
}
