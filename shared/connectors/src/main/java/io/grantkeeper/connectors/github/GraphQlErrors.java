package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Errors that GraphQL reports inside HTTP 200, by their type. */
final class GraphQlErrors {
    /** GitHub does not say how long here; its documentation asks for a minute at least. */
    private static final Duration WAIT = Duration.ofSeconds(60);

    private GraphQlErrors() {}

    static Optional<ConnectorProblem> in(ProviderResponse response) {
        if (!response.request().limit().equals(GitHubLimits.GRAPHQL)) {
            return Optional.empty();
        }
        try {
            JsonBody body = JsonBody.of(response);
            List<JsonBody> errors = body.isObject() ? body.listOrEmpty("errors") : List.of();
            return errors.isEmpty() ? Optional.empty() : Optional.of(problem(response, errors.getFirst()));
        } catch (ConnectorException e) {
            return Optional.of(e.problem());
        }
    }

    private static ConnectorProblem problem(ProviderResponse response, JsonBody error) throws ConnectorException {
        String type = error.optionalText("type").orElse("").toUpperCase(Locale.ROOT);
        return switch (type) {
            case "RATE_LIMITED", "RATE_LIMIT" -> new RateLimited(WAIT, GitHubLimits.GRAPHQL);
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" ->
                new InsufficientScope(Set.of("members:read"), response + ": not open to the credential that was used");
            case "NOT_FOUND" ->
                new Misconfigured(
                        response + ": no such organisation for this credential: check the setting 'organization'");
            default -> new UnexpectedResponse(response + ": GitHub refused the query for a reason not known here");
        };
    }
}
