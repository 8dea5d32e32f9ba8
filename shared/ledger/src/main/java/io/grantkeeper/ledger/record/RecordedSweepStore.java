package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepState;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.log.EntryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of what cannot be seen any more, and of what can be seen again: a part of a stream whose permission is missing
 * or that the provider does not offer, a connection whose credential no longer works. A limit or an outage passes by
 * itself, and is no gap. What a gap is called follows from the state before it, so whoever tells it twice says the same.
 */
public final class RecordedSweepStore implements SweepStore {
    private static final Set<String> GAPS =
            Set.of("invalid-token", "insufficient-scope", "not-offered", "not-found", "misconfigured");
    /** Stands for all streams of a connection. */
    private static final StreamId ALL = new StreamId("all");

    private static final Actor RECORDER = Actor.function("sync-access");

    private final SweepStore sweeps;
    private final EntryStore entries;
    private final Clock clock;

    public RecordedSweepStore(SweepStore sweeps, EntryStore entries, Clock clock) {
        this.sweeps = sweeps;
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public void failed(TenantId tenant, PartitionRef ref, Instant at, StreamProblem problem) {
        if (GAPS.contains(problem.code())) {
            Optional<PartitionState> before = sweeps.partition(tenant, ref);
            if (gap(before).filter(problem.code()::equals).isEmpty()) {
                entries.add(
                        tenant,
                        Entry.of(
                                "coverage-gap.opened/%s/%s".formatted(name(ref, before), problem.code()),
                                tenant,
                                at,
                                new Happening.CoverageGapOpened(ref.connection().value(), ref.stream(), problem.code()),
                                RECORDER));
            }
        }
        sweeps.failed(tenant, ref, at, problem);
    }

    @Override
    public void completed(
            TenantId tenant,
            PartitionRef ref,
            Optional<String> run,
            Instant at,
            Optional<Instant> watermark,
            int rows) {
        Optional<PartitionState> before = sweeps.partition(tenant, ref);
        if (gap(before).isPresent()) {
            entries.add(
                    tenant,
                    Entry.of(
                            "coverage-gap.closed/%s".formatted(name(ref, before)),
                            tenant,
                            at,
                            new Happening.CoverageGapClosed(ref.connection().value(), ref.stream()),
                            RECORDER));
        }
        sweeps.completed(tenant, ref, run, at, watermark, rows);
    }

    private static Optional<String> gap(Optional<PartitionState> state) {
        return state.flatMap(PartitionState::problem).map(StreamProblem::code).filter(GAPS::contains);
    }

    /** The part by its digest, for parts can be named after people; and since when it had been seen. */
    private static String name(PartitionRef ref, Optional<PartitionState> before) {
        String since = before.flatMap(PartitionState::completedAt)
                .map(Instant::toString)
                .orElse("never");
        return "%s/%s/%s/%s".formatted(ref.connection(), ref.stream(), Evidence.digest(ref.toString()), since);
    }

    @Override
    public void pause(TenantId tenant, ConnectionId connection, StreamProblem reason) {
        ConnectionState before = sweeps.connection(tenant, connection);
        if (before.paused().isEmpty()) {
            entries.add(
                    tenant,
                    Entry.of(
                            "coverage-gap.opened/" + name(before),
                            tenant,
                            clock.instant(),
                            new Happening.CoverageGapOpened(connection.value(), ALL, reason.code()),
                            RECORDER));
        }
        sweeps.pause(tenant, connection, reason);
    }

    @Override
    public void resume(TenantId tenant, ConnectionId connection) {
        ConnectionState before = sweeps.connection(tenant, connection);
        if (before.paused().isPresent()) {
            entries.add(
                    tenant,
                    Entry.of(
                            "coverage-gap.closed/" + name(before),
                            tenant,
                            clock.instant(),
                            new Happening.CoverageGapClosed(connection.value(), ALL),
                            RECORDER));
        }
        sweeps.resume(tenant, connection);
    }

    /** By the run in which it came: a connection that is paused is not swept again before it is resumed. */
    private static String name(ConnectionState state) {
        Instant planned = state.lastRun().map(SweepRun::plannedAt).orElse(Instant.EPOCH);
        return "%s/all/%s".formatted(state.connection(), planned);
    }

    @Override
    public ConnectionState connection(TenantId tenant, ConnectionId connection) {
        return sweeps.connection(tenant, connection);
    }

    @Override
    public SweepState state(TenantId tenant, ConnectionId connection) {
        return sweeps.state(tenant, connection);
    }

    @Override
    public void planned(TenantId tenant, ConnectionState seen, SweepRun run) {
        sweeps.planned(tenant, seen, run);
    }

    @Override
    public void baselineComplete(TenantId tenant, ConnectionId connection, Instant at) {
        sweeps.baselineComplete(tenant, connection, at);
    }

    @Override
    public Optional<PartitionState> partition(TenantId tenant, PartitionRef ref) {
        return sweeps.partition(tenant, ref);
    }
}
