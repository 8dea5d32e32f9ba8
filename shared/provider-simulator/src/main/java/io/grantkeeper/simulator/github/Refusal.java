package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;

/** GitHub's error answers, in GitHub's words. */
final class Refusal {

    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private Refusal() {}

    static Response badCredentials() {
        return error(401, "Bad credentials");
    }

    static Response requiresAuthentication() {
        return error(401, "Requires authentication");
    }

    static Response undecodableAssertion() {
        return error(401, "A JSON web token could not be decoded");
    }

    static Response notFound() {
        return error(404, "Not Found");
    }

    static Response notAccessible(Caller caller) {
        return error(
                403,
                switch (caller) {
                    case Caller.Installed installed -> "Resource not accessible by integration";
                    case Caller.App app -> "Resource not accessible by integration";
                    case Caller.FineGrained token -> "Resource not accessible by personal access token";
                    case Caller.Classic token -> "Must have admin rights to Organization.";
                });
    }

    static Response invalid(String message) {
        return error(422, message);
    }

    static Response error(int status, String message) {
        return Response.json(
                status,
                Json.object(
                        "message", message,
                        "documentation_url", DOCUMENTATION,
                        "status", Integer.toString(status)));
    }
}
