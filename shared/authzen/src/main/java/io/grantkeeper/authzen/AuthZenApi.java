package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.identity.json.JsonTrees;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers HTTP calls as the AuthZEN specification requires. Never throws: an invalid call gets a 4xx response that says
 * why, and an internal failure gets a 500 response without details. Logs contain the route, status and caller, but
 * never a body, a header or the ID of a subject.
 */
public final class AuthZenApi {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final int MAX_REQUEST_ID = 8_192;

    private final Logger log = System.getLogger(AuthZenApi.class.getName());
    private final PdpMetadata metadata;
    private final CallerAuthentication authentication;
    private final DecisionPoint decisions;
    private final AuthZenRequestReader reader;
    private final EvaluationEndpoint evaluations;
    private final SearchEndpoint searches;
    private final Optional<AccessRequestProfile> accessRequests;

    /**
     * Creates the API.
     *
     * @param requests the access request service; empty if access requests are not supported, in which case {@code
     *     metadata} must not offer them
     * @param seal seals the page tokens of searches; all instances under the same public URL must use the same key
     */
    public AuthZenApi(
            PdpMetadata metadata,
            CallerAuthentication authentication,
            DecisionPoint decisions,
            Optional<AccessRequestService> requests,
            TokenSealer seal,
            RequestLimits limits) {
        this.metadata = metadata;
        this.authentication = authentication;
        this.decisions = decisions;
        this.reader = new AuthZenRequestReader(limits);
        this.evaluations = new EvaluationEndpoint(reader);
        this.searches = new SearchEndpoint(limits, new SearchPageTokens(seal));
        this.accessRequests = requests.map(port -> new AccessRequestProfile(metadata, port));
    }

    public AuthZenResponse answer(AuthZenHttpRequest call) {
        Optional<String> requestId = call.header(REQUEST_ID).filter(AuthZenApi::canBeEchoed);
        AuthZenResponse answer;
        try {
            answer = route(call, requestId);
        } catch (RequestRejectedException e) {
            log.log(Level.INFO, "{0} {1} refused with {2}", call.method(), routeName(call), e.status());
            answer = e.problem()
                    .map(problem -> AccessRequestProfile.problem(problem, e))
                    .orElseGet(() -> AuthZenResponse.error(e.status(), e.message()));
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            log.log(
                    Level.ERROR,
                    "{0} {1} failed: {2} at {3}",
                    call.method(),
                    routeName(call),
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown location" : trace[0]);
            answer = AuthZenResponse.error(500, "the decision point failed; nothing was permitted");
        }
        AuthZenResponse told = answer;
        return requestId.map(id -> told.withHeader(REQUEST_ID, id)).orElse(told);
    }

    private AuthZenResponse route(AuthZenHttpRequest call, Optional<String> requestId) {
        if (metadata.isWellKnown(call.path())) {
            return metadata(call);
        }
        String base = metadata.basePath();
        Optional<AuthZenRoute.Match> found =
                call.path().startsWith(base) ? AuthZenRoute.of(call.path().substring(base.length())) : Optional.empty();
        if (found.isEmpty() || isNotOffered(found.get().route())) {
            return AuthZenResponse.error(404, "no such endpoint; see " + metadata.wellKnownPath());
        }
        AuthZenRoute route = found.get().route();
        if (!call.method().equals(route.method())) {
            return AuthZenResponse.error(405, "send %s".formatted(route.method()))
                    .withHeader("Allow", route.method());
        }
        return switch (authentication.authenticate(call)) {
            case CallerAuthentication.Outcome.Unknown(String challenge, String message) -> {
                log.log(Level.INFO, "{0} refused with 401", route);
                yield AuthZenResponse.error(401, message).withHeader("WWW-Authenticate", challenge);
            }
            case CallerAuthentication.Outcome.Unavailable(String message) -> {
                log.log(Level.WARNING, "{0} answered with 503: {1}", route, message);
                yield AuthZenResponse.error(503, message).withHeader("Retry-After", "1");
            }
            case CallerAuthentication.Outcome.Throttled(Duration retryAfter) -> {
                log.log(Level.WARNING, "{0} refused with 429", route);
                yield AuthZenResponse.error(429, "too many requests from this caller; send fewer, or wait")
                        .withHeader("Retry-After", String.valueOf(retryAfter.toSeconds() + 1));
            }
            case CallerAuthentication.Outcome.Known(AuthZenCaller caller) ->
                answer(call, found.get(), caller, requestId);
        };
    }

    private AuthZenResponse answer(
            AuthZenHttpRequest call, AuthZenRoute.Match found, AuthZenCaller caller, Optional<String> requestId) {
        Supplier<Session> open = () -> decisions.open(caller, requestId);
        return switch (found.route()) {
            case EVALUATION -> json(evaluations.evaluate(open, caller, body(call)));
            case EVALUATIONS -> json(evaluations.evaluateBatch(open, caller, body(call)));
            case SEARCH_SUBJECT -> json(searches.subjects(open, caller, body(call)));
            case SEARCH_RESOURCE -> json(searches.resources(open, caller, body(call)));
            case SEARCH_ACTION -> json(searches.actions(open, caller, body(call)));
            case REQUESTS -> accessRequests.orElseThrow().submit(call, caller, body(call));
            case TASK -> accessRequests.orElseThrow().status(caller, found.task());
            case CANCEL -> accessRequests.orElseThrow().cancel(caller, found.task());
        };
    }

    private JsonNode body(AuthZenHttpRequest call) {
        return reader.body(call);
    }

    private boolean isNotOffered(AuthZenRoute route) {
        return switch (route) {
            case REQUESTS, TASK, CANCEL -> accessRequests.isEmpty();
            case EVALUATION, EVALUATIONS, SEARCH_SUBJECT, SEARCH_RESOURCE, SEARCH_ACTION -> false;
        };
    }

    /**
     * Returns the metadata document without requiring authentication, because clients need the document before they can
     * authenticate.
     */
    private AuthZenResponse metadata(AuthZenHttpRequest call) {
        return switch (call.method()) {
            case "GET", "HEAD" ->
                AuthZenResponse.json(200, metadata.document()).withHeader("Cache-Control", "public, max-age=300");
            default -> AuthZenResponse.error(405, "send GET").withHeader("Allow", "GET, HEAD");
        };
    }

    private static AuthZenResponse json(ObjectNode body) {
        return AuthZenResponse.json(200, JsonTrees.write(body));
    }

    /**
     * Returns the name of the route for the log. The path itself is not logged, because a caller can put anything into
     * it.
     */
    private String routeName(AuthZenHttpRequest call) {
        String base = metadata.basePath();
        return call.path().startsWith(base)
                ? AuthZenRoute.of(call.path().substring(base.length()))
                        .map(found -> found.route().name())
                        .orElse("an unknown path")
                : "an unknown path";
    }

    /** Returns whether an ID is safe to echo in a header, that is, short and free of control characters. */
    private static boolean canBeEchoed(String id) {
        return id.length() <= MAX_REQUEST_ID && id.chars().noneMatch(letter -> letter < ' ' || letter == 0x7f);
    }
}
