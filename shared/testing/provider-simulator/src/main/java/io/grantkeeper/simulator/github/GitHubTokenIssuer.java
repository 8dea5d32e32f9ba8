package io.grantkeeper.simulator.github;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Issues tokens with GitHub's prefixes, and looks up the caller to whom an unexpired token was issued. */
final class GitHubTokenIssuer {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 36;

    private record Issued(GitHubCaller caller, Instant expiresAt) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();

    GitHubTokenIssuer(Clock clock) {
        this.clock = clock;
    }

    String issue(String prefix, GitHubCaller caller, Instant expiresAt) {
        var token = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        tokens.put(token.toString(), new Issued(caller, expiresAt));
        return token.toString();
    }

    /**
     * Returns the caller to whom a token was issued, or empty if the token was never issued, was invalidated, or has
     * expired.
     */
    Optional<GitHubCaller> callerOf(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(issued -> clock.instant().isBefore(issued.expiresAt()))
                .map(Issued::caller);
    }

    void invalidateAll() {
        tokens.clear();
    }
}
