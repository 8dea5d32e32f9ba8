package io.grantkeeper.signals.stream;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores streams, and signals until they are delivered. */
public interface SignalStore {
    void save(TenantId tenant, SignalStream stream);

    Optional<SignalStream> stream(TenantId tenant, String id);

    /** Returns all streams, ordered by id. */
    List<SignalStream> streams(TenantId tenant);

    /** Removes a stream and all signals that are pending for it or about it. */
    void remove(TenantId tenant, String id);

    /**
     * Stores a signal durably until it is delivered, unless it is already pending.
     *
     * @return whether it was new
     */
    boolean add(TenantId tenant, PendingSignal signal);

    /** Returns the signals of a destination that may be attempted now, oldest first. */
    List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most);

    /** Removes a delivered signal. */
    void delivered(TenantId tenant, PendingSignal signal);

    /** Records a failed attempt and the time of the next one. A signal delivered in the meantime stays delivered. */
    void failed(TenantId tenant, PendingSignal signal);

    /** Moves a signal that no retry can deliver to the dead-letter list, with its problem. */
    void dead(TenantId tenant, PendingSignal signal);

    /** Returns the signals on the dead-letter list, oldest first. */
    List<PendingSignal> dead(TenantId tenant, String destination, int most);

    /**
     * Makes a signal on the dead-letter list pending again, without its failed attempts.
     *
     * @return whether it was on the list
     */
    boolean redrive(TenantId tenant, PendingSignal signal);

    /** Returns how many of the log's entries, from its beginning, have been converted to stored signals. */
    long position(TenantId tenant);

    /** Advances this position, but never moves it back. */
    void position(TenantId tenant, long size);
}
