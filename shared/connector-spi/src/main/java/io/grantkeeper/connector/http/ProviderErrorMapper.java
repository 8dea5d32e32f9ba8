package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Classifies a provider's responses. Each provider signals throttling or a missing permission in its own way. */
public interface ProviderErrorMapper {
    /**
     * Returns the problem that a response reports, or empty if the response reports success. This method is called for
     * every response, including 2xx, because some providers report errors with status 200.
     */
    Optional<ConnectorProblem> problem(ProviderResponse response, Instant now);

    /**
     * Returns the pauses that a response demands in addition to the wait that {@link #problem} reports, for example for
     * other limits that the response affects. A successful response can also demand a pause, because the provider may
     * have rejected only a part of a batch.
     */
    default List<RateLimited> pauses(ProviderResponse response, Instant now) {
        return List.of();
    }
}
