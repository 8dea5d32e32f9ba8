package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a connection.
 *
 * @param baselineAt when the connection's first complete sweep ended; rows that appear later are new
 * @param paused why the connection is not currently swept, for example because its token is no longer valid
 * @param lastRun the latest planned sweep run
 */
public record ConnectionStatus(
        ConnectionId connection,
        Optional<Instant> baselineAt,
        Optional<StaleStreamReason> paused,
        Optional<SweepRun> lastRun) {
    public static ConnectionStatus unknown(ConnectionId connection) {
        return new ConnectionStatus(connection, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns this state with the given run as the latest, unless a later one is already recorded. */
    public ConnectionStatus withLastRun(SweepRun run) {
        boolean later = lastRun.isPresent() && lastRun.get().plannedAt().isAfter(run.plannedAt());
        return later ? this : new ConnectionStatus(connection, baselineAt, paused, Optional.of(run));
    }

    /**
     * Returns this state after the delayed planning of one of the run's streams is complete. If the given run is no
     * longer the latest, nothing changes.
     */
    public ConnectionStatus withPlanned(String run, StreamId stream, int partitions) {
        return new ConnectionStatus(
                connection,
                baselineAt,
                paused,
                lastRun.map(last -> last.id().equals(run) ? last.withPlanned(stream, partitions) : last));
    }

    /**
     * Returns this state with the end of the connection's first complete sweep. An end that is already recorded stays
     * unchanged.
     */
    public ConnectionStatus withBaseline(Instant at) {
        return baselineAt.isPresent() ? this : new ConnectionStatus(connection, Optional.of(at), paused, lastRun);
    }

    public ConnectionStatus withPaused(Optional<StaleStreamReason> reason) {
        return new ConnectionStatus(connection, baselineAt, reason, lastRun);
    }
}
