package io.grantkeeper.functions.console;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A sign-in that has begun, as stored in the browser's cookie. State, nonce and PKCE verifier are digests of the
 * cookie. The values that the issuer sees therefore do not reveal the cookie, and no other browser has a matching
 * cookie.
 *
 * @param cookie the value of the cookie
 * @param until when the sign-in expires
 * @param stepUp whether the person must prove their identity again
 * @param returnTo the path to show afterward
 */
record SignInAttempt(String cookie, Instant until, boolean stepUp, String returnTo) {
    private static final String SEPARATOR = ".";
    private static final int PARTS = 4;

    /** The maximum length of a cookie that is read. Browsers store up to 4,096 bytes. */
    private static final int MAX_LENGTH = 4_096;

    static SignInAttempt begin(String returnTo, boolean stepUp, Instant until) {
        String cookie = String.join(
                SEPARATOR,
                ConsoleTokens.random(),
                String.valueOf(until.getEpochSecond()),
                stepUp ? "1" : "0",
                Base64.getUrlEncoder().withoutPadding().encodeToString(returnTo.getBytes(StandardCharsets.UTF_8)));
        return new SignInAttempt(cookie, until, stepUp, returnTo);
    }

    /** Returns the sign-in stored in a cookie; empty if the cookie is malformed. */
    static Optional<SignInAttempt> ofCookie(String cookie) {
        String[] parts = cookie.length() > MAX_LENGTH ? new String[0] : cookie.split("\\.", PARTS + 1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignInAttempt(
                    cookie,
                    Instant.ofEpochSecond(Long.parseLong(parts[1])),
                    parts[2].equals("1"),
                    new String(Base64.getUrlDecoder().decode(parts[3]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    String verifier() {
        return derived("verifier");
    }

    private String derived(String purpose) {
        return ConsoleTokens.digest(purpose + "\n" + cookie);
    }
}
