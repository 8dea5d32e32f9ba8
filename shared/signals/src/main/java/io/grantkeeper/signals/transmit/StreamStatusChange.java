package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.set.SecurityEventMapper;
import io.grantkeeper.signals.set.SecurityEventTokenSigner;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes a stream's status and notifies the stream's receiver (Shared Signals Framework 1.0, section 8.1.5). The
 * receiver is notified before the stream stops and when it resumes, whether the receiver itself or an administrator
 * requested the change.
 */
public final class StreamStatusChange {
    private static final int BATCH = 100;

    private final SignalStore store;
    private final SecurityEventTokenSigner signer;
    private final Clock clock;

    public StreamStatusChange(SignalStore store, SecurityEventTokenSigner signer, Clock clock) {
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Changes the status. If a call is interrupted, the receiver may have been notified although the status has not
     * changed; repeating the call changes the status and notifies the receiver again.
     *
     * @param reason the reason to send to the receiver; empty if none was given
     * @return the stream as stored
     */
    public SignalStream change(TenantId tenant, SignalStream stream, StreamStatus status, Optional<String> reason) {
        SignalStream changed = stream.withStatus(status, reason);
        if (stream.status() != status) {
            notifyReceiver(tenant, changed);
        }
        store.save(tenant, changed);
        if (status == StreamStatus.DISABLED) {
            removePending(tenant, stream.id());
        }
        return changed;
    }

    private void notifyReceiver(TenantId tenant, SignalStream changed) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        String token = signer.sign(
                id,
                changed.audience(),
                now,
                SecurityEventMapper.streamUpdated(changed.id(), changed.status().code(), changed.reason()),
                Optional.empty());
        store.add(tenant, PendingSignal.of(SignalStream.selfDestination(changed.id()), id, token, now));
    }

    /** Removes the pending signals of a stream, because a disabled stream must not have any. */
    private void removePending(TenantId tenant, String stream) {
        List<PendingSignal> waiting;
        do {
            waiting = store.due(tenant, stream, Instant.MAX, BATCH);
            waiting.forEach(signal -> store.delivered(tenant, signal));
        } while (waiting.size() == BATCH);
    }
}
