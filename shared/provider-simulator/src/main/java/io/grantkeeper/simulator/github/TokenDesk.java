package io.grantkeeper.simulator.github;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Issues tokens with GitHub's prefixes and knows whose they are until they run out. */
final class TokenDesk {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 36;

    private record Issued(Caller caller, Instant expiresAt) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();

    TokenDesk(Clock clock) {
        this.clock = clock;
    }

    String issue(String prefix, Caller caller, Instant expiresAt) {
        var token = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        tokens.put(token.toString(), new Issued(caller, expiresAt));
        return token.toString();
    }

    /** Empty for a token that was never issued, was withdrawn, or has run out. */
    Optional<Caller> callerOf(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(issued -> clock.instant().isBefore(issued.expiresAt()))
                .map(Issued::caller);
    }

    void withdrawAll() {
        tokens.clear();
    }
}
