package io.grantkeeper.functions.console;

import io.grantkeeper.functions.runtime.KeyedRateLimit;
import io.grantkeeper.identity.json.JsonTrees;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * Serves the operations of {@link ApiDescription}. Before it carries out an operation, it checks the caller's role, the
 * parameters, the body, the request's origin and the rate limit. Each write is recorded in the ledger, and is carried
 * out only once even if the request is repeated.
 */
final class ConsoleApi {
    /** The operations that change nothing although their requests have a body. */
    private static final Set<String> PREVIEWS = Set.of("previewAnswer", "checkPolicy", "replayPolicy", "signOut");

    /** The operation that needs a fresh sign-in only for some answers. */
    private static final String ANSWER = "answerQuestion";

    /**
     * The rate limits for a caller's requests.
     *
     * @param all the limit for all requests
     * @param expensive the limit for requests that can read thousands of rows
     */
    record Rates(KeyedRateLimit all, KeyedRateLimit expensive) {
        private Duration take(ApiDescription.Operation operation, String caller) {
            Duration wait = all.take(caller);
            return wait.isZero() && operation.expensive() ? expensive.take(caller) : wait;
        }
    }

    private final ApiDescription description;
    private final SchemaValidator schemas;
    private final Map<String, ApiHandler> handlers;
    private final ConsoleAuthentication authentication;
    private final ConsoleOrigin origin;
    private final IdempotentWrites receipts;
    private final ConsoleActionRecorder journal;
    private final Rates rates;
    private final Clock clock;

    ConsoleApi(
            ApiDescription description,
            Map<String, ApiHandler> handlers,
            ConsoleAuthentication authentication,
            ConsoleOrigin origin,
            IdempotentWrites receipts,
            ConsoleActionRecorder journal,
            Rates rates,
            Clock clock) {
        this.description = description;
        this.schemas = new SchemaValidator(description.document());
        this.handlers = Map.copyOf(handlers);
        this.authentication = authentication;
        this.origin = origin;
        this.receipts = receipts;
        this.journal = journal;
        this.rates = rates;
        this.clock = clock;
    }

    ConsoleResponse handle(ConsoleRequest request) {
        String path = request.path().substring(ApiDescription.BASE.length());
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        ApiDescription.Match match =
                path.isEmpty() ? null : description.match(method, path).orElse(null);
        if (match == null) {
            return !path.isEmpty() && description.hasPath(path)
                    ? ProblemDetails.of(
                                    ProblemDetails.Type.METHOD_NOT_ALLOWED,
                                    "use another method; see /api/v1/openapi.json")
                            .response()
                    : ProblemDetails.of(
                                    ProblemDetails.Type.NOT_FOUND, "the API has no such path; see /api/v1/openapi.json")
                            .response();
        }
        ApiDescription.Operation operation = match.operation();
        Optional<ConsoleCaller> caller = operation.access() == ApiDescription.Access.ANYONE
                ? callerIfValid(request)
                : authentication.caller(request);
        authorize(operation, caller);
        caller.ifPresent(known -> limit(operation, known));
        if (operation.isWrite() && caller.flatMap(ConsoleCaller::session).isPresent()) {
            requireConsole(request, caller.get().session().get());
        }
        AuthorizedApiCall call = new AuthorizedApiCall(
                operation,
                match.path(),
                checkedParameters(operation, match.path(), request),
                checkedBody(operation, request),
                caller,
                request.header("idempotency-key"));
        if (operation.stepUp() && !operation.id().equals(ANSWER)) {
            requireFresh(call, origin, clock);
        }
        return operation.isWrite() ? write(call, request) : read(call, request);
    }

    /** Returns the caller; empty if the request's key or token is not valid. */
    private Optional<ConsoleCaller> callerIfValid(ConsoleRequest request) {
        try {
            return authentication.caller(request);
        } catch (ApiProblemException _) {
            return Optional.empty();
        }
    }

    private void authorize(ApiDescription.Operation operation, Optional<ConsoleCaller> caller) {
        if (operation.access() == ApiDescription.Access.ANYONE) {
            return;
        }
        if (caller.isEmpty()) {
            throw ProblemDetails.of(ProblemDetails.Type.UNAUTHENTICATED, "sign in, or send an API key in X-API-Key")
                    .withSignIn(Optional.of(ConsoleUrlPaths.SIGN_IN))
                    .exception();
        }
        if (operation.access() == ApiDescription.Access.ROLES && !caller.get().has(operation.roles())) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.FORBIDDEN,
                            "this operation needs one of the roles %s; ask an administrator for one"
                                    .formatted(String.join(
                                            ", ",
                                            operation.roles().stream()
                                                    .map(ConsoleRole::code)
                                                    .sorted()
                                                    .toList())))
                    .exception();
        }
    }

    private void limit(ApiDescription.Operation operation, ConsoleCaller caller) {
        Duration wait = rates.take(operation, caller.key());
        if (!wait.isZero()) {
            throw ProblemDetails.of(ProblemDetails.Type.RATE_LIMITED, "you sent too many requests; wait a moment")
                    .withRetryAfter(wait.toSeconds() + 1)
                    .exception();
        }
    }

    /**
     * Requires that a page of the console sent the write request: the browser states the page's origin, and only a page
     * of the console's origin can read the token.
     */
    private void requireConsole(ConsoleRequest request, ConsoleSession session) {
        boolean repeated = request.header("x-grantkeeper-csrf")
                .filter(token -> ConsoleTokens.isEqual(token, session.csrf()))
                .isPresent();
        if (!origin.isOriginOf(request) || !repeated) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CSRF,
                            "send the request from a page of the console, with the session's token in X-Grantkeeper-CSRF")
                    .exception();
        }
    }

    /**
     * Requires that the caller proved their identity recently, because the operation grants or removes access or lowers
     * a safeguard.
     */
    static void requireFresh(AuthorizedApiCall call, ConsoleOrigin origin, Clock clock) {
        ConsoleCaller caller = call.by();
        String operation = call.operation().id();
        if (caller.isFresh(operation, clock)) {
            return;
        }
        throw switch (caller.proof()) {
            case ConsoleCaller.Proof.Key _ ->
                stepUp(
                                "this key may not perform this operation: add '%s' to 'sensitiveOperations' of its entry in 'apiKeys' of the configuration"
                                        .formatted(operation))
                        .exception();
            case ConsoleCaller.Proof.At _ -> stepUp(caller.session()).exception();
        };
    }

    private static ProblemDetails stepUp(Optional<ConsoleSession> session) {
        if (session.isEmpty()) {
            return stepUp(
                    "request a new access token: this operation accepts only tokens that are at most %d minutes old"
                            .formatted(ConsoleSession.FRESH.toMinutes()));
        }
        return session.get().signIn().equals("link")
                ? stepUp(
                        "open a new link to confirm that it is you; 'grantkeeper serve' prints one when you press Enter")
                : stepUp("sign in again to confirm that it is you; then repeat the request")
                        .withSignIn(Optional.of(ConsoleUrlPaths.SIGN_IN + "?step-up=1"));
    }

    private static ProblemDetails stepUp(String detail) {
        return ProblemDetails.of(ProblemDetails.Type.STEP_UP_REQUIRED, detail);
    }

    private Map<String, String> checkedParameters(
            ApiDescription.Operation operation, Map<String, String> path, ConsoleRequest request) {
        Map<String, String> query = new HashMap<>();
        for (ApiDescription.Parameter parameter : operation.parameters()) {
            Optional<String> value =
                    switch (parameter.in()) {
                        case "path" -> Optional.ofNullable(path.get(parameter.name()));
                        case "query" -> request.parameter(parameter.name());
                        // The origin check covers the CSRF header, and a program does not send it.
                        default ->
                            parameter.name().equals("Idempotency-Key")
                                    ? request.header("idempotency-key")
                                    : Optional.empty();
                    };
            if (value.isEmpty() && parameter.required()) {
                throw ProblemDetails.ofField(parameter.name(), "is missing", "add it")
                        .exception();
            }
            value.ifPresent(text -> {
                schemas.check(parameter.schema(), node(parameter, text)).ifPresent(mismatch -> {
                    throw ProblemDetails.ofField(parameter.name(), mismatch.problem(), mismatch.fix())
                            .exception();
                });
                if (parameter.in().equals("query")) {
                    query.put(parameter.name(), text);
                }
            });
        }
        for (String name : request.query().keySet()) {
            if (!query.containsKey(name)
                    && !request.query().getOrDefault(name, "").isEmpty()) {
                throw ProblemDetails.ofField(
                                "query", "contains a parameter that the operation does not have", "remove it")
                        .exception();
            }
        }
        return query;
    }

    private static JsonNode node(ApiDescription.Parameter parameter, String text) {
        if (!parameter.schema().path("type").asString("").equals("integer")) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        try {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        } catch (NumberFormatException _) {
            throw ProblemDetails.ofField(parameter.name(), "is not a whole number", "use a number such as 50")
                    .exception();
        }
    }

    private JsonNode checkedBody(ApiDescription.Operation operation, ConsoleRequest request) {
        if (operation.body().isEmpty()) {
            return MissingNode.getInstance();
        }
        if (request.header("content-type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.UNSUPPORTED_MEDIA_TYPE,
                            "send JSON, with Content-Type: application/json")
                    .exception();
        }
        JsonNode body;
        try {
            body = JsonTrees.read(request.body());
        } catch (JacksonException _) {
            throw ProblemDetails.ofField("body", "is not JSON", "send one JSON object")
                    .exception();
        }
        schemas.check(operation.body().get(), body).ifPresent(mismatch -> {
            throw ProblemDetails.ofField(
                            mismatch.field().isEmpty() ? "body" : mismatch.field(), mismatch.problem(), mismatch.fix())
                    .exception();
        });
        return body;
    }

    private ConsoleResponse read(AuthorizedApiCall call, ConsoleRequest request) {
        if (call.operation().exports()) {
            journal.exported(call);
        }
        ConsoleResponse response = response(handler(call).handle(call));
        String etag = "\"" + ConsoleTokens.digest(response.body()) + "\"";
        boolean same = request.header("if-none-match")
                .filter(known -> known.contains(etag))
                .isPresent();
        return (same ? ConsoleResponse.empty(304) : response).withHeaders(Map.of("etag", etag));
    }

    private ConsoleResponse write(AuthorizedApiCall call, ConsoleRequest request) {
        ApiHandler handler = handler(call);
        if (PREVIEWS.contains(call.operation().id())) {
            return response(handler.handle(call));
        }
        return receipts.once(call, request, () -> {
            journal.changed(call);
            return response(handler.handle(call));
        });
    }

    private ApiHandler handler(AuthorizedApiCall call) {
        ApiHandler handler = handlers.get(call.operation().id());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + call.operation().id());
        }
        return handler;
    }

    private static ConsoleResponse response(ApiResult result) {
        return switch (result) {
            case ApiResult.Json(JsonMembers body) -> ConsoleResponse.text(200, "application/json", body.toString());
            case ApiResult.Document(String type, String file, String text) ->
                ConsoleResponse.text(200, type, text)
                        .withHeaders(Map.of("content-disposition", "attachment; filename=\"%s\"".formatted(file)));
            case ApiResult.Nothing _ -> ConsoleResponse.empty(204);
        };
    }
}
