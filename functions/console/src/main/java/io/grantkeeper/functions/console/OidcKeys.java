package io.grantkeeper.functions.console;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an issuer. They are read again when they are older than {@link #FRESH}, and when a token names an
 * unknown key, because the issuer may have changed its keys.
 *
 * <p>Anyone can send tokens that name nonexistent keys. Such tokens cause at most one read per {@link #PAUSE}, and
 * never prevent the regular refresh. A failed read is not repeated before {@link #PAUSE} either; until then, keys that
 * were read before remain valid for {@link #STALE}.
 */
final class OidcKeys implements JWKSource<SecurityContext> {
    static final Duration FRESH = Duration.ofMinutes(15);
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofHours(1);

    private final URI url;
    private final OidcHttpClient http;
    private final Clock clock;

    private @Nullable JWKSet keys;
    private Instant readAt = Instant.EPOCH;
    private Instant searchedAt = Instant.EPOCH;
    private Instant failedAt = Instant.EPOCH;

    OidcKeys(URI url, OidcHttpClient http, Clock clock) {
        this.url = url;
        this.http = http;
        this.clock = clock;
    }

    boolean isAt(URI address) {
        return url.equals(address);
    }

    /**
     * Returns the keys that may have signed a token; none if the issuer has no such key.
     *
     * @throws KeySourceException if the keys cannot be read, so that the token can be neither accepted nor rejected
     */
    @Override
    public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        Instant now = clock.instant();
        JWKSet known = current(now);
        List<JWK> found = selector.select(known);
        if (!found.isEmpty() || isPausing(searchedAt, now) || readAt.equals(now)) {
            return found;
        }
        searchedAt = now;
        return selector.select(read(now));
    }

    private JWKSet current(Instant now) throws KeySourceException {
        JWKSet known = keys;
        if (known != null && readAt.plus(FRESH).isAfter(now)) {
            return known;
        }
        boolean usable = known != null && readAt.plus(STALE).isAfter(now);
        if (isPausing(failedAt, now)) {
            if (known != null && usable) {
                return known;
            }
            throw new KeySourceException("the issuer's keys could not be read a moment ago");
        }
        try {
            return read(now);
        } catch (KeySourceException e) {
            if (known != null && usable) {
                return known;
            }
            throw e;
        }
    }

    private static boolean isPausing(Instant since, Instant now) {
        return since.plus(PAUSE).isAfter(now);
    }

    private JWKSet read(Instant now) throws KeySourceException {
        try {
            JWKSet read = JWKSet.parse(http.get(url));
            keys = read;
            readAt = now;
            return read;
        } catch (IOException | ParseException e) {
            failedAt = now;
            throw new KeySourceException("the issuer's keys cannot be read", e);
        }
    }
}
