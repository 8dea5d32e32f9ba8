package io.grantkeeper.functions.decide;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The cached key set of one issuer. It is fetched again when it is five minutes old, and earlier if a token names a key
 * that it does not contain. Anyone can send such a token, so the earlier fetch happens only if the last fetch was at
 * least ten seconds ago. Until then, the token is rejected: an issuer publishes a key before it uses it, so a key that
 * is missing from a set that was just fetched does not exist.
 */
final class IssuerKeySet implements JWKSource<SecurityContext> {
    private static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    /** The time after a failed fetch during which no other fetch is attempted and requests for a newer key set fail. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final int TRIES = 2;

    private final URL url;
    private final ResourceRetriever http;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched last;
    private volatile Instant failed = Instant.MIN;

    private record Fetched(JWKSet keys, Instant at) {
        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(at.plus(age));
        }
    }

    IssuerKeySet(URL url, ResourceRetriever http, Clock clock) {
        this.url = url;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Fetched current = atMost(FRESH);
        List<JWK> found = selector.select(current.keys());
        if (found.isEmpty() && namesUnknownKey(selector, current.keys())) {
            found = selector.select(atMost(BETWEEN_FETCHES).keys());
        }
        return found;
    }

    private static boolean namesUnknownKey(JWKSelector selector, JWKSet keys) {
        return Optional.ofNullable(selector.getMatcher().getKeyIDs()).stream()
                .flatMap(java.util.Collection::stream)
                .filter(Objects::nonNull)
                .anyMatch(id -> keys.getKeyByKeyId(id) == null);
    }

    /** Returns a key set that is no older than {@code age}. Fetches it if the cached one is older. */
    private Fetched atMost(Duration age) throws KeySourceException {
        Fetched current = last;
        if (current != null && !current.isOlderThan(age, clock.instant())) {
            return current;
        }
        fetching.lock();
        try {
            Instant now = clock.instant();
            Fetched meanwhile = last;
            if (meanwhile != null && !meanwhile.isOlderThan(age, now)) {
                return meanwhile;
            }
            if (now.isBefore(failed.plus(AFTER_FAILURE))) {
                throw new KeySourceException("the key set could not be fetched a moment ago");
            }
            Fetched fetched = new Fetched(fetch(), now);
            last = fetched;
            return fetched;
        } finally {
            fetching.unlock();
        }
    }

    private JWKSet fetch() throws KeySourceException {
        for (int attempt = 1; ; attempt++) {
            try {
                return JWKSet.parse(http.retrieveResource(url).getContent());
            } catch (IOException | ParseException e) {
                if (attempt == TRIES) {
                    failed = clock.instant();
                    throw new KeySourceException("the key set cannot be fetched", e);
                }
            }
        }
    }
}
