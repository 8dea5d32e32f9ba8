package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Classifies Slack's responses. Nearly all have HTTP 200: {@code ok} states whether the call succeeded, {@code error}
 * contains a code, and {@code needed} names the missing scope.
 */
final class SlackErrors implements ProviderErrorMapper {
    /**
     * The wait if the response does not state one. Slack always states the wait in a header, but an intermediary can
     * remove the header.
     */
    private static final Duration UNSPECIFIED = Duration.ofSeconds(30);

    /**
     * Matches error codes. They contain no digits, so the pattern excludes text that looks like a token, which must not
     * appear in a message.
     */
    private static final Pattern CODE = Pattern.compile("[a-z_]{3,60}");

    private static final Pattern SCOPE = Pattern.compile("[a-z._-]{2,60}(:[a-z._-]{1,40})*");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.status() == 429) {
            return Optional.of(rateLimited(response, now));
        }
        if (response.status() >= 500 || response.status() == 408) {
            return Optional.of(new Unavailable(response.toString()));
        }
        Optional<JsonNodeReader> body = json(response);
        Optional<String> code = body.flatMap(json -> text(json, "error"));
        Optional<Boolean> ok = body.flatMap(SlackErrors::ok);
        if (response.isSuccess()) {
            return success(response, now, body, ok, code);
        }
        if (code.isPresent() && SlackErrorCode.of(code.get()).isPresent()) {
            return Optional.of(of(response, now, body, code.get()));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 -> new InvalidToken(response + ": the token was rejected");
                    case 403 -> new InsufficientScope(Set.of(), response + ": the token lacks permission");
                    case 404 ->
                        new Misconfigured(response + ": Slack has no such URL; check the settings '"
                                + SlackSettings.BASE_URL + "' and '" + SlackSettings.AUDIT_URL + "'");
                    default -> new UnexpectedResponse(response.toString());
                });
    }

    /**
     * Returns the problem in a response with a success status. Responses of the Audit Logs API have no {@code ok}; for
     * them, the presence of the rows shows success.
     */
    private static Optional<ConnectorProblem> success(
            ProviderResponse response,
            Instant now,
            Optional<JsonNodeReader> body,
            Optional<Boolean> ok,
            Optional<String> code) {
        if (ok.orElse(false)
                || (ok.isEmpty() && body.filter(json -> json.has("entries")).isPresent())) {
            return Optional.empty();
        }
        if (ok.isPresent() && code.isPresent()) {
            return Optional.of(of(response, now, body, code.get()));
        }
        return Optional.of(new UnexpectedResponse(response + ": the response contains neither 'ok' nor an error code"));
    }

    private static ConnectorProblem of(
            ProviderResponse response, Instant now, Optional<JsonNodeReader> body, String code) {
        Optional<SlackErrorCode> meaning = SlackErrorCode.of(code);
        if (meaning.isEmpty()) {
            String shown = CODE.matcher(code).matches() ? "'" + code + "'" : "in an unexpected format";
            return new UnexpectedResponse(response + ": unknown error code, " + shown);
        }
        String message = response + ": " + code;
        return switch (meaning.get()) {
            case TOKEN -> new InvalidToken(message);
            case PERMISSION -> new InsufficientScope(needed(body), message);
            case PLAN ->
                new NotOffered(message
                        + ": Slack offers this only on another plan, usually Enterprise, and requires a token for the"
                        + " whole organization");
            case TOO_FAST -> rateLimited(response, now);
            case TROUBLE -> new Unavailable(message);
            case GONE -> new NotFound(message);
            case NETWORK ->
                new Misconfigured(
                        message
                                + ": the workspace allows calls only from certain IP addresses; add Grantkeeper's address to its list");
            case ADDRESS ->
                new Misconfigured(message + ": Slack has no such method; check the setting '" + SlackSettings.BASE_URL
                        + "' and Grantkeeper's version");
        };
    }

    private static RateLimited rateLimited(ProviderResponse response, Instant now) {
        return new RateLimited(
                RateLimitHeaders.retryAfter(response, now).orElse(UNSPECIFIED),
                response.request().limit());
    }

    /** Returns the scopes that Slack names as missing. If there are several, any one of them is sufficient. */
    private static Set<String> needed(Optional<JsonNodeReader> body) {
        return body.flatMap(json -> text(json, "needed")).stream()
                .flatMap(needed -> Arrays.stream(needed.split("[,\\s]+", -1)))
                .filter(scope -> SCOPE.matcher(scope).matches())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<JsonNodeReader> json(ProviderResponse response) {
        try {
            return Optional.of(JsonNodeReader.of(response)).filter(JsonNodeReader::isObject);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> ok(JsonNodeReader body) {
        try {
            return body.optionalFlag("ok");
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNodeReader body, String member) {
        try {
            return body.optionalText(member);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }
}
