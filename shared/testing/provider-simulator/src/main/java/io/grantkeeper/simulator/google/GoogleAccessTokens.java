package io.grantkeeper.simulator.google;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores the access tokens that were issued, with their subject and scopes. Each token is valid for one hour. */
final class GoogleAccessTokens {

    /**
     * The access that a token grants.
     *
     * @param subject the user whom the service account impersonates; empty if the service account acts as itself
     */
    record Access(Optional<String> subject, Set<String> scopes, Instant expiresAt) {}

    private static final int BYTES = 48;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Access> tokens = new ConcurrentHashMap<>();

    GoogleAccessTokens(Clock clock) {
        this.clock = clock;
    }

    String issue(Access access) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = "ya29." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        tokens.put(token, access);
        return token;
    }

    Optional<Access> find(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(access -> clock.instant().isBefore(access.expiresAt()));
    }

    void invalidateAll() {
        tokens.clear();
    }
}
