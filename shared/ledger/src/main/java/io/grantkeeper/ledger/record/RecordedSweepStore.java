package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Records when coverage gaps open and close. A gap is either a partition that cannot be read, for example because a
 * permission is missing or the provider does not offer the data, or a connection whose credential is no longer valid.
 * Rate limits and outages are temporary and do not count as gaps. The id of a gap is derived from the state before the
 * gap, so that a gap that is recorded twice gets the same id.
 */
public final class RecordedSweepStore implements SweepStore {
    private static final Set<String> GAPS =
            Set.of("invalid-token", "insufficient-scope", "not-offered", "not-found", "misconfigured");
    /** The stream id that represents all streams of a connection in entries about the connection. */
    private static final StreamId ALL = new StreamId("all");

    private static final EntryActor RECORDER = EntryActor.function("sync-access");

    private final SweepStore sweeps;
    private final PendingEntryStore entries;
    private final Clock clock;

    public RecordedSweepStore(SweepStore sweeps, PendingEntryStore entries, Clock clock) {
        this.sweeps = sweeps;
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public void recordFailed(TenantId tenant, PartitionRef ref, Instant at, StaleStreamReason problem) {
        if (GAPS.contains(problem.code())) {
            Optional<PartitionStatus> before = sweeps.partition(tenant, ref);
            if (gapCode(before).filter(problem.code()::equals).isEmpty()) {
                entries.add(
                        tenant,
                        LedgerEntry.of(
                                "coverage-gap.opened/%s/%s".formatted(gapId(ref, before), problem.code()),
                                tenant,
                                at,
                                new LedgerEvent.CoverageGapOpened(
                                        ref.connection().value(), ref.stream(), problem.code()),
                                RECORDER));
            }
        }
        sweeps.recordFailed(tenant, ref, at, problem);
    }

    @Override
    public void recordCompleted(TenantId tenant, PartitionRef ref, CompletedRead read) {
        Optional<PartitionStatus> before = sweeps.partition(tenant, ref);
        if (gapCode(before).isPresent()) {
            entries.add(
                    tenant,
                    LedgerEntry.of(
                            "coverage-gap.closed/%s".formatted(gapId(ref, before)),
                            tenant,
                            read.at(),
                            new LedgerEvent.CoverageGapClosed(ref.connection().value(), ref.stream()),
                            RECORDER));
        }
        sweeps.recordCompleted(tenant, ref, read);
    }

    @Override
    public void recordAwaiting(TenantId tenant, PartitionRef ref, int awaiting) {
        sweeps.recordAwaiting(tenant, ref, awaiting);
    }

    private static Optional<String> gapCode(Optional<PartitionStatus> state) {
        return state.flatMap(PartitionStatus::problem)
                .map(StaleStreamReason::code)
                .filter(GAPS::contains);
    }

    /**
     * Returns the id of a partition's gap. The id contains the time of the last complete read, and a digest instead of
     * the partition's name, because the name may identify a person.
     */
    private static String gapId(PartitionRef ref, Optional<PartitionStatus> before) {
        String since = before.flatMap(PartitionStatus::completedAt)
                .map(Instant::toString)
                .orElse("never");
        return "%s/%s/%s/%s".formatted(ref.connection(), ref.stream(), EntryEvidence.digest(ref.toString()), since);
    }

    @Override
    public void pause(TenantId tenant, ConnectionId connection, StaleStreamReason reason) {
        ConnectionStatus before = sweeps.connection(tenant, connection);
        if (before.paused().isEmpty()) {
            entries.add(
                    tenant,
                    LedgerEntry.of(
                            "coverage-gap.opened/" + gapId(before),
                            tenant,
                            clock.instant(),
                            new LedgerEvent.CoverageGapOpened(connection.value(), ALL, reason.code()),
                            RECORDER));
        }
        sweeps.pause(tenant, connection, reason);
    }

    @Override
    public void resume(TenantId tenant, ConnectionId connection) {
        ConnectionStatus before = sweeps.connection(tenant, connection);
        if (before.paused().isPresent()) {
            entries.add(
                    tenant,
                    LedgerEntry.of(
                            "coverage-gap.closed/" + gapId(before),
                            tenant,
                            clock.instant(),
                            new LedgerEvent.CoverageGapClosed(connection.value(), ALL),
                            RECORDER));
        }
        sweeps.resume(tenant, connection);
    }

    /**
     * Returns the id of a connection's gap. The time at which the connection's last run was planned makes the id
     * unique, because a paused connection is not swept again until it is resumed.
     */
    private static String gapId(ConnectionStatus state) {
        Instant planned = state.lastRun().map(SweepRun::plannedAt).orElse(Instant.EPOCH);
        return "%s/all/%s".formatted(state.connection(), planned);
    }

    @Override
    public ConnectionStatus connection(TenantId tenant, ConnectionId connection) {
        return sweeps.connection(tenant, connection);
    }

    @Override
    public SweepStatus state(TenantId tenant, ConnectionId connection) {
        return sweeps.state(tenant, connection);
    }

    @Override
    public void recordPlanned(TenantId tenant, ConnectionStatus seen, SweepRun run) {
        sweeps.recordPlanned(tenant, seen, run);
    }

    @Override
    public void recordStreamPlanned(
            TenantId tenant, ConnectionId connection, String run, StreamId stream, int partitions) {
        sweeps.recordStreamPlanned(tenant, connection, run, stream, partitions);
    }

    @Override
    public void recordBaseline(TenantId tenant, ConnectionId connection, Instant at) {
        sweeps.recordBaseline(tenant, connection, at);
    }

    @Override
    public Optional<PartitionStatus> partition(TenantId tenant, PartitionRef ref) {
        return sweeps.partition(tenant, ref);
    }
}
