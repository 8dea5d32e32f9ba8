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
}
