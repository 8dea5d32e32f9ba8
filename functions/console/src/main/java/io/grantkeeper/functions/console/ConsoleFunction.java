package io.grantkeeper.functions.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers the requests of browsers and programs. Never throws: every request gets a response, whatever the request
 * contains.
 */
final class ConsoleFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** The maximum size of a body, in bytes. The largest body that an operation accepts is a policy's text. */
    static final int MAX_BODY = 96 * 1024;

    private static final String MESSAGE = "text/plain";

    private final Logger log = FunctionLoggers.of(ConsoleFunction.class);
    private final ConsoleOrigin origin;
    private final ConsoleApi api;
    private final StaticFiles files;
    private final ConsoleSessions sessions;
    private final ConsoleActionRecorder journal;
    private final Optional<OidcSignIn> signIn;
    private final LocalSignInLinks links;
    private final ConsoleSessions.Person localPerson;

    /**
     * Creates the function.
     *
     * @param signIn empty if no issuer is configured
     * @param localPerson the person who signs in with a link that the local suite printed
     */
    ConsoleFunction(
            ConsoleOrigin origin,
            ConsoleApi api,
            StaticFiles files,
            ConsoleSessions sessions,
            ConsoleActionRecorder journal,
            Optional<OidcSignIn> signIn,
            LocalSignInLinks links,
            ConsoleSessions.Person localPerson) {
        this.origin = origin;
        this.api = api;
        this.files = files;
        this.sessions = sessions;
        this.journal = journal;
        this.signIn = signIn;
        this.links = links;
        this.localPerson = localPerson;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        ConsoleRequest request;
        try {
            request = ConsoleRequest.of(event);
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a request was rejected: {0}", ExceptionSummary.describe(e));
            return ProblemDetails.of(ProblemDetails.Type.INVALID, "the request cannot be read")
                    .response()
                    .event(true);
        }
        return answer(request).event(!request.method().equals("HEAD"));
    }

    private ConsoleResponse answer(ConsoleRequest request) {
        try {
            if (!origin.isAddressedBy(request)) {
                return ProblemDetails.of(ProblemDetails.Type.FORBIDDEN, "open the console at " + origin.base())
                        .response();
            }
            if (request.size() > MAX_BODY) {
                return ProblemDetails.of(
                                ProblemDetails.Type.TOO_LARGE, "a body may have at most %d bytes".formatted(MAX_BODY))
                        .response();
            }
            return request.path().startsWith(ApiDescription.BASE + "/") ? api.handle(request) : page(request);
        } catch (ApiProblemException e) {
            return e.problem().response();
        } catch (RuntimeException e) {
            // The query can contain a code or a link, so it is not logged.
            log.log(Level.ERROR, "a request failed: {0}", ExceptionSummary.describe(e));
            return ProblemDetails.of(
                            ProblemDetails.Type.UNAVAILABLE,
                            "the request could not be completed; try again in a minute: repeating it does no harm")
                    .response();
        }
    }

    private ConsoleResponse page(ConsoleRequest request) {
        String path = request.path();
        if (!path.equals(ConsoleUrlPaths.ROOT) && !path.startsWith(ConsoleUrlPaths.HOME)) {
            return ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the console has no such page")
                    .response();
        }
        if (!request.isRead()) {
            return ProblemDetails.of(ProblemDetails.Type.METHOD_NOT_ALLOWED, "use GET")
                    .response();
        }
        return switch (path) {
            case ConsoleUrlPaths.ROOT -> ConsoleResponse.redirect(ConsoleUrlPaths.HOME);
            case ConsoleUrlPaths.SIGN_IN -> begin(request);
            case ConsoleUrlPaths.CALLBACK -> complete(request);
            case ConsoleUrlPaths.OPEN -> open(request);
            default -> files.serve(request);
        };
    }

    private ConsoleResponse begin(ConsoleRequest request) {
        if (signIn.isEmpty()) {
            return ConsoleResponse.redirect(ConsoleUrlPaths.HOME);
        }
        try {
            OidcSignIn.Begun begun = signIn.get()
                    .begin(
                            ConsoleUrlPaths.returnPath(request.parameter("return")),
                            request.parameter("step-up").isPresent());
            return ConsoleResponse.redirect(begun.location())
                    .withCookie(origin.setCookie(
                            origin.signInCookie(), begun.browser(), Optional.of(OidcSignIn.LIFETIME.toSeconds())));
        } catch (OidcIssuer.UnavailableException e) {
            log.log(Level.ERROR, "a sign-in cannot begin: {0}", ExceptionSummary.describe(e));
            return message(
                    503, "You cannot sign in at the moment: the issuer cannot be reached. Try again in a minute.");
        }
    }

    private ConsoleResponse complete(ConsoleRequest request) {
        if (signIn.isEmpty()) {
            return ConsoleResponse.redirect(ConsoleUrlPaths.HOME);
        }
        Optional<String> browser = Optional.ofNullable(request.cookies().get(origin.signInCookie()));
        return switch (signIn.get().complete(request.query(), browser)) {
            case OidcSignIn.Result.SignedIn(ConsoleSessions.Person person, Instant authenticatedAt, String returnTo) ->
                signedIn(request, person, "oidc", authenticatedAt, returnTo);
            case OidcSignIn.Result.Refused(String reason) -> {
                log.log(Level.WARNING, "a sign-in was refused: {0}", reason);
                yield message(403, reason + "\n\nOpen /console/ to try again.");
            }
            case OidcSignIn.Result.Unavailable(String reason) -> message(503, reason + " Try again in a minute.");
        };
    }

    /** Signs in with a one-time link. Links work only on the local machine, regardless of the configuration. */
    private ConsoleResponse open(ConsoleRequest request) {
        if (!origin.isLocal()) {
            return ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "the console has no such page")
                    .response();
        }
        if (request.method().equals("HEAD") || !links.use(request.query().getOrDefault("link", ""))) {
            return message(
                    403,
                    "This link has already been used, or has expired. Get a new link from the program that printed this one.");
        }
        return signedIn(request, localPerson, "link", sessions.now(), ConsoleUrlPaths.HOME);
    }

    /** Starts a new session and ends the browser's previous session, so that a planted cookie is useless. */
    private ConsoleResponse signedIn(
            ConsoleRequest request,
            ConsoleSessions.Person person,
            String how,
            Instant authenticatedAt,
            String returnTo) {
        Optional.ofNullable(request.cookies().get(origin.cookie()))
                .flatMap(sessions::find)
                .ifPresent(sessions::end);
        ConsoleSessions.Started started = sessions.start(person, how, authenticatedAt);
        journal.signedIn(started.session());
        return ConsoleResponse.redirect(returnTo)
                .withCookie(origin.setCookie(origin.cookie(), started.cookie(), Optional.empty()))
                .withCookie(origin.clearCookie(origin.signInCookie()));
    }

    /**
     * Returns whether a response rejects an unauthenticated sender: one without a valid session, key or token, or one
     * whose sign-in was refused. A forbidden or failed lookup by a signed-in caller is not counted, because it is not
     * an attempt to guess a secret.
     */
    static boolean isRejection(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() == 401
                || (response.getStatusCode() == 403
                        && response.getHeaders()
                                .getOrDefault("content-type", "")
                                .startsWith(MESSAGE));
    }

    private static ConsoleResponse message(int status, String text) {
        return ConsoleResponse.text(status, MESSAGE, text + "\n");
    }

    /** Returns the person who uses the local suite on this machine. */
    static ConsoleSessions.Person localPerson(String email) {
        return new ConsoleSessions.Person(
                "local", "local", "Local administrator", Optional.of(email), Set.of(ConsoleRole.ADMIN));
    }
}
