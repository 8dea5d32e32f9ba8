package io.grantkeeper.signals.stream;

import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps streams, and signals until they are delivered. */
public interface SignalStore {
    void keep(TenantId tenant, EventStream stream);

    Optional<EventStream> stream(TenantId tenant, String id);

    /** All streams, by id. */
    List<EventStream> streams(TenantId tenant);

    /** Removes a stream, and what still waits for it or is about itself. */
    void remove(TenantId tenant, String id);

    /**
     * Keeps a signal durably until it is delivered, unless it waits already.
     *
     * @return whether it was new
     */
    boolean add(TenantId tenant, PendingSignal signal);

    /** Those of a destination that may be tried now, oldest first. */
    List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most);

    /** Forgets one that was taken. */
    void delivered(TenantId tenant, PendingSignal signal);

    /** Keeps that a try failed, and when the next is. One that was delivered meanwhile stays so. */
    void failed(TenantId tenant, PendingSignal signal);

    /** Puts one aside, with its problem, that no retry would mend. */
    void dead(TenantId tenant, PendingSignal signal);

    /** Those put aside, oldest first. */
    List<PendingSignal> dead(TenantId tenant, String destination, int most);

    /**
     * Lets one that was put aside wait again, as if it had never been tried.
     *
     * @return whether it was there
     */
    boolean redrive(TenantId tenant, PendingSignal signal);

    /** Of how many of the log's entries, from its beginning, the signals are kept. */
    long followed(TenantId tenant);

    /** Moves that on; never back. */
    void followed(TenantId tenant, long size);
}
