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
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateLimitHeaders;
import io.grantkeeper.connector.http.ResponseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Slack's answers mean. Nearly everything is HTTP 200: {@code ok} says whether it went well, {@code error} is a
 * code, {@code needed} names the scope that is missing.
 */
final class SlackResponses implements ResponseReader {
    /** Slack always says how long to wait; this is for an answer that lost its header on the way. */
    private static final Duration UNSAID = Duration.ofSeconds(30);

    /** Codes and scopes hold no digits, so that nothing that looks like a token is ever repeated. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{3,60}");

    private static final Pattern SCOPE = Pattern.compile("[a-z._-]{2,60}(:[a-z._-]{1,40})*");

    @Override
    public Optional<ConnectorProblem> problem(ProviderResponse response, Instant now) {
        if (response.status() == 429) {
            return Optional.of(tooFast(response, now));
        }
        if (response.status() >= 500 || response.status() == 408) {
            return Optional.of(new Unavailable(response.toString()));
        }
        Optional<JsonBody> body = json(response);
        Optional<String> code = body.flatMap(json -> text(json, "error"));
        Optional<Boolean> ok = body.flatMap(SlackResponses::ok);
        if (response.isSuccess()) {
            return success(response, now, body, ok, code);
        }
        if (code.isPresent() && SlackErrors.of(code.get()).isPresent()) {
            return Optional.of(of(response, now, body, code.get()));
        }
        return Optional.of(
                switch (response.status()) {
                    case 401 -> new InvalidToken(response + ": the token is refused");
                    case 403 -> new InsufficientScope(Set.of(), response + ": the token may not do this");
                    case 404 ->
                        new Misconfigured(response + ": there is no such address at Slack; check the settings '"
                                + SlackSettings.BASE_URL + "' and '" + SlackSettings.AUDIT_URL + "'");
                    default -> new UnexpectedResponse(response.toString());
                });
    }

    /** The Audit Logs API has no {@code ok}: its rows are the sign that all went well. */
    private static Optional<ConnectorProblem> success(
            ProviderResponse response,
            Instant now,
            Optional<JsonBody> body,
            Optional<Boolean> ok,
            Optional<String> code) {
        if (ok.orElse(false)
                || (ok.isEmpty() && body.filter(json -> json.has("entries")).isPresent())) {
            return Optional.empty();
        }
        if (ok.isPresent() && code.isPresent()) {
            return Optional.of(of(response, now, body, code.get()));
        }
        return Optional.of(new UnexpectedResponse(response + ": neither 'ok' nor an error code"));
    }

    private static ConnectorProblem of(ProviderResponse response, Instant now, Optional<JsonBody> body, String code) {
        Optional<SlackErrors> meaning = SlackErrors.of(code);
        if (meaning.isEmpty()) {
            String shown = CODE.matcher(code).matches() ? "'" + code + "'" : "of an unknown form";
            return new UnexpectedResponse(response + ": an error code that is not known, " + shown);
        }
        String said = response + ": " + code;
        return switch (meaning.get()) {
            case TOKEN -> new InvalidToken(said);
            case PERMISSION -> new InsufficientScope(needed(body), said);
            case PLAN ->
                new NotOffered(said + ": Slack offers this on another plan only, mostly Enterprise; with a token of the"
                        + " whole organisation");
            case TOO_FAST -> tooFast(response, now);
            case TROUBLE -> new Unavailable(said);
            case GONE -> new NotFound(said);
            case NETWORK ->
                new Misconfigured(said + ": the workspace allows calls from some addresses only; add ours to its list");
            case ADDRESS ->
                new Misconfigured(said + ": Slack has no such method; check the setting '" + SlackSettings.BASE_URL
                        + "' and Grantkeeper's version");
        };
    }

    private static RateLimited tooFast(ProviderResponse response, Instant now) {
        return new RateLimited(
                RateLimitHeaders.retryAfter(response, now).orElse(UNSAID),
                response.request().limit());
    }

    /** One scope, or several of which any will do, separated by commas. */
    private static Set<String> needed(Optional<JsonBody> body) {
        return body.flatMap(json -> text(json, "needed")).stream()
                .flatMap(needed -> Arrays.stream(needed.split("[,\\s]+", -1)))
                .filter(scope -> SCOPE.matcher(scope).matches())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<JsonBody> json(ProviderResponse response) {
        try {
            return Optional.of(JsonBody.of(response)).filter(JsonBody::isObject);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> ok(JsonBody body) {
        try {
            return body.optionalFlag("ok");
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonBody body, String member) {
        try {
            return body.optionalText(member);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }
}
