package io.grantkeeper.functions.console;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A problem details object (RFC 9457).
 *
 * @param detail one line that says what is wrong and how to fix it; never contains a secret
 * @param field the parameter or member that is wrong
 * @param signIn where a browser can sign in, if that solves the problem
 * @param retryAfter the number of seconds after which the request can be repeated
 * @param progress the progress of the work that the request waits for
 */
record ProblemDetails(
        Type type,
        String detail,
        Optional<String> field,
        Optional<String> fix,
        Optional<String> signIn,
        Optional<Long> retryAfter,
        Optional<Progress> progress) {
    /**
     * The progress of work that a request waits for.
     *
     * @param total zero if it is not yet known
     */
    record Progress(long done, long total) {}

    static final String MEDIA_TYPE = "application/problem+json";

    /** The types of problems. Each has a URN, which never changes. */
    enum Type {
        INVALID(400, "The request is not valid"),
        UNAUTHENTICATED(401, "Sign in first"),
        FORBIDDEN(403, "Your role does not allow this"),
        CSRF(403, "The request does not come from the console"),
        STEP_UP_REQUIRED(403, "Confirm that it is you"),
        NOT_FOUND(404, "There is no such object"),
        METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
        CONFLICT(409, "Another change came first"),
        CHANGED(409, "The object has changed since you read it"),
        TOO_LARGE(413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
        RATE_LIMITED(429, "Too many requests"),
        UNAVAILABLE(503, "Try again in a minute"),
        STARTING(503, "Reading the inventory");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String urn() {
            return "urn:grantkeeper:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static ProblemDetails of(Type type, String detail) {
        return new ProblemDetails(
                type, detail, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a problem with one parameter or body member. */
    static ProblemDetails ofField(String field, String problem, String fix) {
        return new ProblemDetails(
                Type.INVALID,
                "%s: %s; %s".formatted(field, problem, fix),
                Optional.of(field),
                Optional.of(fix),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ProblemDetails withSignIn(Optional<String> url) {
        return new ProblemDetails(type, detail, field, fix, url, retryAfter, progress);
    }

    ProblemDetails withRetryAfter(long seconds) {
        return new ProblemDetails(type, detail, field, fix, signIn, Optional.of(seconds), progress);
    }

    ProblemDetails withProgress(long done, long total) {
        return new ProblemDetails(type, detail, field, fix, signIn, retryAfter, Optional.of(new Progress(done, total)));
    }

    ApiProblemException exception() {
        return new ApiProblemException(this);
    }

    ConsoleResponse response() {
        JsonMembers json = new JsonMembers()
                .with("type", type.urn())
                .with("title", type.title)
                .with("status", type.status)
                .with("detail", detail);
        field.ifPresent(name -> json.with("field", name));
        fix.ifPresent(text -> json.with("fix", text));
        signIn.ifPresent(url -> json.with("signIn", url));
        progress.ifPresent(known -> json.with(
                "progress", new JsonMembers().with("done", known.done()).with("total", known.total())));
        ConsoleResponse response = ConsoleResponse.text(type.status, MEDIA_TYPE, json.toString());
        return retryAfter
                .map(seconds -> response.withHeaders(Map.of("retry-after", String.valueOf(seconds))))
                .orElse(response);
    }
}
