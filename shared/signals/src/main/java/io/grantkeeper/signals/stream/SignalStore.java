package io.grantkeeper.signals.stream;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores streams, and stores signals until they are delivered. */
public interface SignalStore {
    void save(TenantId tenant, SignalStream stream);

    Optional<SignalStream> stream(TenantId tenant, String id);

    /** Returns all streams, ordered by id. */
    List<SignalStream> streams(TenantId tenant);

    /** Removes a stream, the signals pending for its receiver, and the signals pending about the stream itself. */
    void remove(TenantId tenant, String id);

    /**
     * Stores a signal durably until it is delivered. If the signal is already pending, does nothing.
     *
     * @return whether the signal was new
     */
    boolean add(TenantId tenant, PendingSignal signal);

    /** Returns the signals of a destination whose next attempt is due, oldest first. */
    List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most);

    /** Removes a delivered signal. */
    void delivered(TenantId tenant, PendingSignal signal);

    /**
     * Records a failed attempt and the time of the next one. If the signal was delivered in the meantime, it remains
     * delivered.
     */
    void failed(TenantId tenant, PendingSignal signal);

    /** Moves a signal that no retry can deliver to the dead-letter list, together with the reason. */
    void dead(TenantId tenant, PendingSignal signal);

    /** Returns the signals on the dead-letter list, oldest first. */
    List<PendingSignal> dead(TenantId tenant, String destination, int most);

    /**
     * Makes a signal on the dead-letter list pending again, with its count of failed attempts reset.
     *
     * @return whether the signal was on the list
     */
    boolean redrive(TenantId tenant, PendingSignal signal);

    /**
     * Returns the position in the log: the number of entries, from the beginning of the log, whose signals are stored.
     */
    long position(TenantId tenant);

    /** Advances the position in the log; never moves it back. */
    void position(TenantId tenant, long size);
}
