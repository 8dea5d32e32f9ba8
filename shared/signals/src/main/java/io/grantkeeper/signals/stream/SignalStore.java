package io.grantkeeper.signals.stream;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores event streams, and the signals that have not been delivered yet. */
public interface SignalStore {
    void save(TenantId tenant, SignalStream stream);

    Optional<SignalStream> stream(TenantId tenant, String id);

    /** Returns all streams, ordered by id. */
    List<SignalStream> streams(TenantId tenant);

    /** Removes a stream and all its pending signals, including those that report changes to the stream itself. */
    void remove(TenantId tenant, String id);

    /**
     * Stores a signal durably until it is delivered. If the signal is already pending, does nothing.
     *
     * @return whether the signal was new
     */
    boolean add(TenantId tenant, PendingSignal signal);

    /**
     * Returns the signals of a destination whose next attempt is due, oldest first.
     *
     * @param most the maximum number of signals to return
     */
    List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most);

    /** Removes a delivered signal. */
    void delivered(TenantId tenant, PendingSignal signal);

    /**
     * Records a failed attempt and the time of the next one. Does nothing if the signal has been delivered in the
     * meantime.
     */
    void failed(TenantId tenant, PendingSignal signal);

    /** Moves a signal that no retry can deliver to the dead-letter list, together with the reason. */
    void dead(TenantId tenant, PendingSignal signal);

    /** Returns the signals on the dead-letter list, oldest first. */
    List<PendingSignal> dead(TenantId tenant, String destination, int most);

    /**
     * Makes a signal on the dead-letter list pending again, with the number of failed attempts set to zero.
     *
     * @return whether the signal was on the dead-letter list
     */
    boolean redrive(TenantId tenant, PendingSignal signal);

    /**
     * Returns the position in the ledger's log: the number of entries, counted from the beginning of the log, for which
     * signals have been stored.
     */
    long position(TenantId tenant);

    /**
     * Advances the position in the ledger's log; never moves it back.
     *
     * @param size the new position
     */
    void position(TenantId tenant, long size);
}
