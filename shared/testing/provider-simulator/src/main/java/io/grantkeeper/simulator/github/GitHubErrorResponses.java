package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;

/** Error responses with GitHub's wording. */
final class GitHubErrorResponses {

    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private GitHubErrorResponses() {}

    static SimulatorResponse badCredentials() {
        return error(401, "Bad credentials");
    }

    static SimulatorResponse requiresAuthentication() {
        return error(401, "Requires authentication");
    }

    static SimulatorResponse undecodableAssertion() {
        return error(401, "A JSON web token could not be decoded");
    }

    static SimulatorResponse notFound() {
        return error(404, "Not Found");
    }

    static SimulatorResponse notAccessible(GitHubCaller caller) {
        return error(
                403,
                switch (caller) {
                    case GitHubCaller.Installed installed -> "Resource not accessible by integration";
                    case GitHubCaller.App app -> "Resource not accessible by integration";
                    case GitHubCaller.FineGrained token -> "Resource not accessible by personal access token";
                    case GitHubCaller.Classic token -> "Must have admin rights to Organization.";
                });
    }

    static SimulatorResponse invalid(String message) {
        return error(422, message);
    }

    static SimulatorResponse error(int status, String message) {
        return SimulatorResponse.json(
                status,
                SimulatorJson.object(
                        "message", message,
                        "documentation_url", DOCUMENTATION,
                        "status", Integer.toString(status)));
    }
}
