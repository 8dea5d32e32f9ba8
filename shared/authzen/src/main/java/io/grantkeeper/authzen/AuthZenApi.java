package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.identity.json.JsonTrees;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers HTTP calls as the specification says. Never throws: what is wrong with a call is a 4xx that says so, and
 * trouble inside is a 500 that does not. The log names route, status and caller; never a body, a header or an id of a
 * subject.
 */
public final class AuthZenApi {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final int LONGEST_REQUEST_ID = 8_192;

    private final Logger log = System.getLogger(AuthZenApi.class.getName());
    private final Metadata metadata;
    private final CallerAuthentication authentication;
    private final DecisionPoint decisions;
    private final RequestReader reader;
    private final Evaluations evaluations;
    private final Searches searches;
    private final Optional<AccessRequestProfile> accessRequests;

    /**
     * Makes the API.
     *
     * @param requests empty where nobody can be asked; {@code metadata} must say the same
     * @param seal shared by all instances that answer under one public URL
     */
    public AuthZenApi(
            Metadata metadata,
            CallerAuthentication authentication,
            DecisionPoint decisions,
            Optional<AccessRequests> requests,
            Seal seal,
            Limits limits) {
        this.metadata = metadata;
        this.authentication = authentication;
        this.decisions = decisions;
        this.reader = new RequestReader(limits);
        this.evaluations = new Evaluations(reader);
        this.searches = new Searches(limits, new PageTokens(seal));
        this.accessRequests = requests.map(port -> new AccessRequestProfile(metadata, port));
    }

    public HttpAnswer answer(HttpCall call) {
        Optional<String> requestId = call.header(REQUEST_ID).filter(AuthZenApi::canBeEchoed);
        HttpAnswer answer;
        try {
            answer = route(call, requestId);
        } catch (RefusedException e) {
            log.log(Level.INFO, "{0} {1} refused with {2}", call.method(), known(call), e.status());
            answer = e.problem()
                    .map(problem -> AccessRequestProfile.problem(problem, e))
                    .orElseGet(() -> HttpAnswer.error(e.status(), e.message()));
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            log.log(
                    Level.ERROR,
                    "{0} {1} failed: {2} at {3}",
                    call.method(),
                    known(call),
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown place" : trace[0]);
            answer = HttpAnswer.error(500, "the decision point failed; nothing was permitted");
        }
        HttpAnswer told = answer;
        return requestId.map(id -> told.with(REQUEST_ID, id)).orElse(told);
    }

    private HttpAnswer route(HttpCall call, Optional<String> requestId) {
        if (metadata.isWellKnown(call.path())) {
            return metadata(call);
        }
        String base = metadata.basePath();
        Optional<Route.Found> found =
                call.path().startsWith(base) ? Route.of(call.path().substring(base.length())) : Optional.empty();
        if (found.isEmpty() || isNotOffered(found.get().route())) {
            return HttpAnswer.error(404, "there is nothing here; see " + metadata.wellKnownPath());
        }
        Route route = found.get().route();
        if (!call.method().equals(route.method())) {
            return HttpAnswer.error(405, "send %s".formatted(route.method())).with("Allow", route.method());
        }
        return switch (authentication.authenticate(call)) {
            case CallerAuthentication.Outcome.Unknown(String challenge, String message) -> {
                log.log(Level.INFO, "{0} refused with 401", route);
                yield HttpAnswer.error(401, message).with("WWW-Authenticate", challenge);
            }
            case CallerAuthentication.Outcome.Unavailable(String message) -> {
                log.log(Level.WARNING, "{0} put off: {1}", route, message);
                yield HttpAnswer.error(503, message).with("Retry-After", "1");
            }
            case CallerAuthentication.Outcome.Known(Caller caller) -> answer(call, found.get(), caller, requestId);
        };
    }

    private HttpAnswer answer(HttpCall call, Route.Found found, Caller caller, Optional<String> requestId) {
        Supplier<Session> open = () -> decisions.open(caller, requestId);
        return switch (found.route()) {
            case EVALUATION -> json(evaluations.one(open, caller, body(call)));
            case EVALUATIONS -> json(evaluations.several(open, caller, body(call)));
            case SEARCH_SUBJECT -> json(searches.subjects(open, caller, body(call)));
            case SEARCH_RESOURCE -> json(searches.resources(open, caller, body(call)));
            case SEARCH_ACTION -> json(searches.actions(open, caller, body(call)));
            case REQUESTS -> accessRequests.orElseThrow().submit(call, caller, body(call));
            case TASK -> accessRequests.orElseThrow().status(caller, found.task());
            case CANCEL -> accessRequests.orElseThrow().cancel(caller, found.task());
        };
    }

    private JsonNode body(HttpCall call) {
        return reader.body(call);
    }

    private boolean isNotOffered(Route route) {
        return switch (route) {
            case REQUESTS, TASK, CANCEL -> accessRequests.isEmpty();
            case EVALUATION, EVALUATIONS, SEARCH_SUBJECT, SEARCH_RESOURCE, SEARCH_ACTION -> false;
        };
    }

    /** Open to everybody: it is what one needs to know before one can authenticate. */
    private HttpAnswer metadata(HttpCall call) {
        return switch (call.method()) {
            case "GET", "HEAD" ->
                HttpAnswer.json(200, metadata.document()).with("Cache-Control", "public, max-age=300");
            default -> HttpAnswer.error(405, "send GET").with("Allow", "GET, HEAD");
        };
    }

    private static HttpAnswer json(ObjectNode body) {
        return HttpAnswer.json(200, JsonTrees.write(body));
    }

    /** A path that somebody made up may hold anything, so only ours are logged. */
    private String known(HttpCall call) {
        String base = metadata.basePath();
        return call.path().startsWith(base)
                ? Route.of(call.path().substring(base.length()))
                        .map(found -> found.route().name())
                        .orElse("a path that is none of ours")
                : "a path that is none of ours";
    }

    /** A header that could end the header it is put into is none. */
    private static boolean canBeEchoed(String id) {
        return id.length() <= LONGEST_REQUEST_ID && id.chars().noneMatch(letter -> letter < ' ' || letter == 0x7f);
    }
}
