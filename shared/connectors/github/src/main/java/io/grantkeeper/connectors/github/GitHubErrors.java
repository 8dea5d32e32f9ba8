package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Classifies GitHub's responses by status, headers and documented codes, never by the message. */
final class GitHubErrors implements ProviderErrorMapper {
    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.isSuccess()) {
            return hiddenRows(response).or(() -> GitHubGraphQlErrors.problemIn(response));
        }
        Optional<Duration> wait = GitHubThrottling.retryDelay(response, now);
        if (wait.isPresent()) {
            return Optional.of(new RateLimited(wait.get(), limit(response)));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 -> rejectedCredential(response);
                    case 403 -> forbidden(response);
                    case 404 -> GitHubNotFoundRules.problem(response);
                    case 410 ->
                        new NotOffered(response + ": GitHub has withdrawn this feature, or it is disabled here");
                    case 408 -> new Unavailable(response + ": GitHub timed out");
                    default ->
                        response.status() >= 500
                                ? new Unavailable(response + ": GitHub reports a server error")
                                : new UnexpectedResponse(response + ": this call should not return this status");
                });
    }

    /**
     * Returns the pauses for the limits that a secondary rate limit affects. A secondary limit applies to the token, so
     * all calls with an installation's or a person's token pause, whichever primary limit they count against. Source:
     * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
     */
    @Override
    public List<RateLimited> pauses(ProviderResponse response, Instant now) {
        return GitHubThrottling.secondaryDelay(response, now)
                .map(wait -> GitHubRateLimits.sharingTokenOf(limit(response)).stream()
                        .map(limit -> new RateLimited(wait, limit))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Returns the problem for a listing in which single sign-on hides rows. Such a listing looks successful but is
     * incomplete.
     */
    private static Optional<ConnectorProblem> hiddenRows(ProviderResponse response) {
        return response.header("x-github-sso")
                .filter(value -> value.strip().startsWith("partial-results"))
                .map(_ -> new InsufficientScope(
                        Set.of(),
                        response + ": rows are hidden because the token is not authorized for single sign-on"));
    }

    private static String limit(ProviderResponse response) {
        String counted = response.request().limit();
        return counted.isEmpty() ? GitHubRateLimits.APP : counted;
    }

    private static ConnectorProblem rejectedCredential(ProviderResponse response) {
        String credential = response.request().credential();
        boolean asApp = credential.isEmpty() || credential.equals(GitHubCredentials.AS_APP);
        return new InvalidToken(
                asApp
                        ? response
                                + ": GitHub rejected the app's signature: 'client-id' (or 'app-id') and"
                                + " 'app-private-key' must belong to the same app, and this machine's clock must be right"
                        : "%s: GitHub rejected the credential of '%s': it was revoked or has expired"
                                .formatted(response, credential));
    }

    private static ConnectorProblem forbidden(ProviderResponse response) {
        if (response.uri().getPath().endsWith("/access_tokens")) {
            return new InvalidToken(response + ": GitHub issued no token for the app: its installation is suspended");
        }
        if (response.header("x-github-sso").isPresent()) {
            return new InsufficientScope(
                    Set.of(), response + ": authorize the token for the organization's single sign-on");
        }
        Set<String> wanted = GitHubAcceptedPermissions.of(response);
        return new InsufficientScope(wanted, response + ": the credential used lacks permission");
    }
}
