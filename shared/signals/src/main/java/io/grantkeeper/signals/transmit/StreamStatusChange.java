package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.set.SecurityEvents;
import io.grantkeeper.signals.set.TokenSigner;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes what a stream does, and tells its receiver (Shared Signals Framework 1.0, 8.1.5): before the stream stops, and
 * when it goes on. Who asked for it, the receiver or somebody here, makes no difference.
 */
public final class StreamStatusChange {
    private static final int BATCH = 100;

    private final SignalStore store;
    private final TokenSigner signer;
    private final Clock clock;

    public StreamStatusChange(SignalStore store, TokenSigner signer, Clock clock) {
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Changes it. Who dies in between has told of it, at most: the change is made again, and told again.
     *
     * @param reason told to the receiver; empty where nobody gave one
     * @return the stream as it is now kept
     */
    public EventStream change(TenantId tenant, EventStream stream, StreamStatus status, Optional<String> reason) {
        EventStream changed = stream.with(status, reason);
        if (stream.status() != status) {
            tell(tenant, changed);
        }
        store.keep(tenant, changed);
        if (status == StreamStatus.DISABLED) {
            forgetWaiting(tenant, stream.id());
        }
        return changed;
    }

    private void tell(TenantId tenant, EventStream changed) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        String token = signer.sign(
                id,
                changed.audience(),
                now,
                SecurityEvents.streamUpdated(changed.id(), changed.status().code(), changed.reason()),
                Optional.empty());
        store.add(tenant, PendingSignal.of(EventStream.aboutItself(changed.id()), id, token, now));
    }

    /** A disabled stream holds nothing for later. */
    private void forgetWaiting(TenantId tenant, String stream) {
        List<PendingSignal> waiting;
        do {
            waiting = store.due(tenant, stream, Instant.MAX, BATCH);
            waiting.forEach(signal -> store.delivered(tenant, signal));
        } while (waiting.size() == BATCH);
    }
}
