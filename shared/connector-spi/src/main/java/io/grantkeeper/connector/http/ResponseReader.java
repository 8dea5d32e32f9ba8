package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorProblem;
import java.time.Instant;
import java.util.Optional;

/** Knows what a provider's answers mean: each provider has its own way to say "too fast" or "not allowed". */
public interface ResponseReader {
    /**
     * The problem that an answer tells of; empty where it is good. Called for every answer, 2xx included, since some
     * providers report errors inside HTTP 200.
     */
    Optional<ConnectorProblem> problem(ProviderResponse response, Instant now);
}
