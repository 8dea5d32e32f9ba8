package io.grantkeeper.simulator.http;

import java.time.Instant;
import java.util.Locale;

/**
 * A call that a double answered. It records the authentication method but no credential.
 *
 * @param at simulated time
 * @param api the double that answered, for example {@code github}, {@code google} or {@code okta}
 * @param query the query, not URL-decoded; empty if the request had no query
 * @param authentication the authentication method, for example {@code none}, {@code app-jwt} or {@code
 *     installation-token}
 * @param status the status of the response; 0 if the connection was reset instead
 */
public record AnsweredCall(
        Instant at, String api, String method, String path, String query, String authentication, int status) {

    static String authenticationOf(SimulatorRequest request) {
        String header = request.header("authorization").orElse("");
        int space = header.indexOf(' ');
        if (space < 0) {
            return header.isEmpty() ? "none" : "unknown";
        }
        String credential = header.substring(space + 1).strip();
        if (header.toLowerCase(Locale.ROOT).startsWith("basic")) {
            return "basic";
        }
        if (credential.startsWith("ghs_")) {
            return "installation-token";
        }
        if (credential.startsWith("ghp_")) {
            return "classic-token";
        }
        if (credential.startsWith("github_pat_")) {
            return "fine-grained-token";
        }
        if (credential.startsWith("ya29.")) {
            return "google-access-token";
        }
        if (header.startsWith("DPoP ") || header.startsWith("SSWS ")) {
            return header.startsWith("DPoP ") ? "bound-token" : "api-token";
        }
        return credential.chars().filter(c -> c == '.').count() == 2 ? "app-jwt" : "unknown";
    }
}
