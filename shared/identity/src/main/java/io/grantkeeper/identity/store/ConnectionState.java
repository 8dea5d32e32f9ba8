package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a connection stands.
 *
 * @param baselineAt when it had first been swept completely; what shows up after that is news
 * @param paused why it is not swept for now, for example a token that no longer works
 * @param lastRun the latest sweep run that was planned
 */
public record ConnectionState(
        ConnectionId connection,
        Optional<Instant> baselineAt,
        Optional<StreamProblem> paused,
        Optional<SweepRun> lastRun) {
    public static ConnectionState unknown(ConnectionId connection) {
        return new ConnectionState(connection, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This state with the run as the latest, unless a later one is recorded. */
    public ConnectionState planned(SweepRun run) {
        boolean later = lastRun.isPresent() && lastRun.get().plannedAt().isAfter(run.plannedAt());
        return later ? this : new ConnectionState(connection, baselineAt, paused, Optional.of(run));
    }

    /** This state with its first complete sweep; one that is recorded stays. */
    public ConnectionState baselineComplete(Instant at) {
        return baselineAt.isPresent() ? this : new ConnectionState(connection, Optional.of(at), paused, lastRun);
    }

    public ConnectionState withPaused(Optional<StreamProblem> reason) {
        return new ConnectionState(connection, baselineAt, reason, lastRun);
    }
}
