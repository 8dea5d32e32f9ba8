package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Classifies the errors that GraphQL reports with HTTP 200, by their type. */
final class GitHubGraphQlErrors {
    /**
     * The wait after throttling. GraphQL's error does not state a wait, but GitHub's documentation demands at least one
     * minute.
     */
    private static final Duration WAIT = Duration.ofSeconds(60);

    private GitHubGraphQlErrors() {}

    static Optional<ConnectorProblem> problemIn(ProviderResponse response) {
        if (!response.request().limit().equals(GitHubRateLimits.GRAPHQL)) {
            return Optional.empty();
        }
        try {
            JsonNodeReader body = JsonNodeReader.of(response);
            List<JsonNodeReader> errors = body.isObject() ? body.listOrEmpty("errors") : List.of();
            return errors.isEmpty() ? Optional.empty() : Optional.of(problem(response, errors.getFirst()));
        } catch (ConnectorException e) {
            return Optional.of(e.problem());
        }
    }

    private static ConnectorProblem problem(ProviderResponse response, JsonNodeReader error) throws ConnectorException {
        String type = error.optionalText("type").orElse("").toUpperCase(Locale.ROOT);
        return switch (type) {
            case "RATE_LIMITED", "RATE_LIMIT" -> new RateLimited(WAIT, GitHubRateLimits.GRAPHQL);
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" ->
                new InsufficientScope(
                        Set.of(isAboutRepository(error) ? "administration:read" : "members:read"),
                        response + ": the credential used lacks permission");
            case "NOT_FOUND" ->
                isAboutRepository(error)
                        ? new NotFound(response + ": the repository does not exist or is not visible")
                        : new Misconfigured(response
                                + ": no such organization for this credential: check the setting 'organization'");
            default -> new UnexpectedResponse(response + ": GitHub rejected the query for an unknown reason");
        };
    }

    /** Returns whether the query requested a repository, as the first element of the failed field's path shows. */
    private static boolean isAboutRepository(JsonNodeReader error) throws ConnectorException {
        List<JsonNodeReader> path = error.listOrEmpty("path");
        return !path.isEmpty() && path.getFirst().text().equals("repository");
    }
}
