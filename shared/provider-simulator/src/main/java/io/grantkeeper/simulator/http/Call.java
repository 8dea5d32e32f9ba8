package io.grantkeeper.simulator.http;

import java.time.Instant;
import java.util.Locale;

/**
 * One call as it was answered. It says how the caller proved itself, never with what.
 *
 * @param at simulated time
 * @param api which double answered: {@code github}, {@code google} or {@code okta}
 * @param query raw, empty where there was none
 * @param authentication for instance {@code none}, {@code app-jwt}, {@code installation-token}
 * @param status what was answered; 0 where the connection was broken instead
 */
public record Call(
        Instant at, String api, String method, String path, String query, String authentication, int status) {

    static String authenticationOf(Request request) {
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
