package io.grantkeeper.functions.planning;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.work.PlanningPlaceholder;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A stream and the stored state of its partitions, from which a sweep is planned. */
public record StreamSweepPlan(AccessStream stream, List<PartitionStatus> states, Instant now) {
    public static StreamSweepPlan of(AccessStream stream, List<PartitionStatus> all, Instant now) {
        return new StreamSweepPlan(
                stream,
                all.stream()
                        .filter(state -> state.ref().stream().equals(stream.id()))
                        .filter(state -> !PlanningPlaceholder.isPlanning(state.ref()))
                        .toList(),
                now);
    }

    /**
     * Returns the IDs of all partitions that any sweep has tried to read. The connector also plans reads of those that
     * are now empty, because only reading them shows that their rows were removed.
     */
    private Set<String> knownPartitions() {
        return states.stream().map(state -> state.ref().partition()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether the stream was never read completely. If so, its contents existed before Grantkeeper's first
     * complete sweep and are not reported as new.
     */
    public boolean neverRead() {
        return states.stream().allMatch(state -> state.completedAt().isEmpty());
    }

    /**
     * Returns whether the stream must be read: it was never read, or the last read of one of its partitions is too old
     * or was incomplete.
     */
    public boolean isDue() {
        return states.isEmpty() || states.stream().anyMatch(this::isDue);
    }

    private boolean isDue(PartitionStatus state) {
        return state.problem().isPresent()
                || state.completedAt()
                        .map(at -> !at.plus(stream.freshFor()).isAfter(now))
                        .orElse(true);
    }

    /**
     * Asks the connector for the stream's partitions, and returns a message for each of them.
     *
     * @param baseline whether the rows are part of the baseline, so that they do not count as new
     * @throws ConnectorException if the partitions cannot be determined; {@code Misconfigured} if the connector rejects
     *     a setting
     */
    public List<SyncWork> works(ConnectedProvider provider, String run, boolean baseline) throws ConnectorException {
        List<SyncWork> works = new ArrayList<>();
        for (Partition partition : partitions(stream, provider.session(), knownPartitions())) {
            works.add(work(provider, toRead(partition), run, baseline, now, "planned sweep"));
        }
        return works;
    }

    /**
     * Plans one partition of a listing again after the provider did not find the object that the partition names. The
     * object can have been removed between planning and reading, or a log can have named an object that was removed
     * later. Only the connector knows how to prove that the object is gone, so the partition is planned like any other
     * that is no longer listed.
     *
     * @return the partition if it differs from the earlier one; empty if planning it again changes nothing
     * @throws ConnectorException if the partitions cannot be determined
     */
    public static Optional<Partition> replan(AccessStream stream, ProviderSession session, Partition earlier)
            throws ConnectorException {
        return partitions(stream, session, Set.of(earlier.id())).stream()
                .filter(partition -> partition.id().equals(earlier.id()))
                .findFirst()
                .filter(partition -> !partition.equals(earlier));
    }

    private static List<Partition> partitions(AccessStream stream, ProviderSession session, Set<String> known)
            throws ConnectorException {
        try {
            return stream.partitions(session, known);
        } catch (IllegalArgumentException e) {
            // As during reading, the failure affects only this stream.
            throw new ConnectorException(new ConnectorProblem.Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Returns a message that requests planning of this stream at a later time, when the provider accepts calls again.
     */
    public SyncWork later(ConnectedProvider provider, String run, boolean baseline, Instant notBefore) {
        return work(
                provider,
                PlanningPlaceholder.partition(stream.id()),
                run,
                baseline,
                notBefore,
                "planned sweep whose planning was interrupted");
    }

    private static SyncWork work(
            ConnectedProvider provider,
            Partition partition,
            String run,
            boolean baseline,
            Instant notBefore,
            String reason) {
        return new SyncWork(
                provider.connection().tenant(),
                provider.connection().id(),
                partition,
                Optional.of(run),
                Optional.empty(),
                baseline,
                0,
                notBefore,
                reason);
    }

    /**
     * Returns the partition with the parameters to read it. For a log, the parameters are the period to read: from the
     * end of the last read, minus the stream's overlap, until now.
     */
    private Partition toRead(Partition partition) {
        return switch (stream.kind()) {
            case StreamKind.LISTING -> partition;
            case StreamKind.LOG ->
                new LogWindow(watermark(partition).map(mark -> mark.minus(stream.overlap())), now).addTo(partition);
        };
    }

    private Optional<Instant> watermark(Partition partition) {
        return states.stream()
                .filter(state -> state.ref().partition().equals(partition.id()))
                .findFirst()
                .flatMap(PartitionStatus::watermark);
    }
}
