package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.ResponseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What GitHub's answers mean. Status, headers and documented codes decide, never the message. */
final class GitHubResponses implements ResponseReader {
    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return incomplete(response).or(() -> GraphQlErrors.in(response));
        }
        Optional<Duration> wait = SpentLimits.wait(response, now);
        if (wait.isPresent()) {
            return Optional.of(new RateLimited(wait.get(), limit(response)));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 -> refusedCredential(response);
                    case 403 -> forbidden(response);
                    case 404 -> MissingThings.problem(response);
                    case 410 -> new NotOffered(response + ": GitHub has withdrawn this, or it is switched off here");
                    case 408 -> new Unavailable(response + ": GitHub gave up waiting");
                    default ->
                        response.status() >= 500
                                ? new Unavailable(response + ": GitHub has trouble of its own")
                                : new UnexpectedResponse(response + ": not an answer that this call can have");
                });
    }

    /** A listing from which single sign-on has hidden rows looks good and is not complete. */
    private static Optional<ConnectorProblem> incomplete(ProviderResponse response) {
        return response.header("x-github-sso")
                .filter(value -> value.strip().startsWith("partial-results"))
                .map(_ -> new InsufficientScope(
                        Set.of(), response + ": rows are hidden, for the token is not authorised for single sign-on"));
    }

    private static String limit(ProviderResponse response) {
        String counted = response.request().limit();
        return counted.isEmpty() ? GitHubLimits.APP : counted;
    }

    private static ConnectorProblem refusedCredential(ProviderResponse response) {
        String credential = response.request().credential();
        boolean asApp = credential.isEmpty() || credential.equals(GitHubCredentials.AS_APP);
        return new InvalidToken(
                asApp
                        ? response
                                + ": GitHub does not accept the app's signature: 'client-id' (or 'app-id') and"
                                + " 'app-private-key' must belong to one app, and the clock here must be right"
                        : "%s: GitHub does not accept the credential of '%s' any more: it was revoked or has expired"
                                .formatted(response, credential));
    }

    private static ConnectorProblem forbidden(ProviderResponse response) {
        if (response.uri().getPath().endsWith("/access_tokens")) {
            return new InvalidToken(response + ": GitHub gives the app no token: its installation is suspended");
        }
        if (response.header("x-github-sso").isPresent()) {
            return new InsufficientScope(
                    Set.of(), response + ": authorise the token for the organisation's single sign-on");
        }
        Set<String> wanted = AcceptedPermissions.of(response);
        return new InsufficientScope(wanted, response + ": not open to the credential that was used");
    }
}
