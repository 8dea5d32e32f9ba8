package io.grantkeeper.functions.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An OpenID Connect issuer, as its discovery document describes it. The document is read again after an hour. Endpoints
 * must use https, because a token would otherwise cross the network in clear text. For tests, http is allowed on the
 * loopback address.
 */
final class OidcIssuer {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int SKEW_SECONDS = 60;

    /**
     * The accepted algorithms. All are asymmetric: with a shared secret, every client of the issuer could forge tokens.
     */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);

    private final String issuer;
    private final OidcHttpClient http;
    private final Clock clock;
    private volatile @Nullable Metadata last;
    private Optional<OidcKeys> keys = Optional.empty();
    private Instant failedAt = Instant.EPOCH;

    OidcIssuer(String issuer, OidcHttpClient http, Clock clock) {
        this.issuer = issuer;
        this.http = http;
        this.clock = clock;
    }

    /**
     * The contents of the discovery document.
     *
     * @param postsSecret whether the token endpoint accepts the client's secret only as a form parameter
     */
    record Metadata(
            URI authorization, URI token, JWKSource<SecurityContext> keys, boolean postsSecret, Instant readAt) {}

    /** Thrown if the issuer fails. A later attempt can succeed. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message);
        }

        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Thrown if a token is not valid. No message contains the token. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    String name() {
        return issuer;
    }

    /**
     * Returns the contents of the discovery document. A failure is remembered for {@link OidcKeys#PAUSE}, so that
     * requests neither wait for an issuer that does not answer nor add to its load.
     */
    Metadata metadata() throws UnavailableException {
        Metadata known = last;
        return known != null && known.readAt().plus(FRESH).isAfter(clock.instant()) ? known : discover();
    }

    private synchronized Metadata discover() throws UnavailableException {
        Instant now = clock.instant();
        Metadata known = last;
        if (known != null && known.readAt().plus(FRESH).isAfter(now)) {
            return known;
        }
        if (failedAt.plus(OidcKeys.PAUSE).isAfter(now)) {
            throw new UnavailableException("the issuer's discovery document could not be read a moment ago");
        }
        try {
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            JsonNode json = JsonTrees.read(http.get(URI.create(base + "/.well-known/openid-configuration")));
            if (!json.path("issuer").asString("").equals(issuer)) {
                throw new IOException("the discovery document names another issuer");
            }
            JsonNode methods = json.path("token_endpoint_auth_methods_supported");
            boolean basic = methods.isMissingNode() || contains(methods, "client_secret_basic");
            Metadata read = new Metadata(
                    endpoint(json, "authorization_endpoint"),
                    endpoint(json, "token_endpoint"),
                    keys(endpoint(json, "jwks_uri")),
                    !basic,
                    now);
            last = read;
            return read;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            failedAt = now;
            throw new UnavailableException("the issuer's discovery document cannot be read", e);
        }
    }

    /** Returns the keys at a URL. Reuses keys that were read before. */
    private OidcKeys keys(URI url) {
        OidcKeys known = keys.filter(each -> each.isAt(url)).orElseGet(() -> new OidcKeys(url, http, clock));
        keys = Optional.of(known);
        return known;
    }

    private static boolean contains(JsonNode list, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(each -> each.asString("").equals(value));
    }

    private static URI endpoint(JsonNode json, String name) throws MalformedURLException {
        URI url = URI.create(json.path(name).asString(""));
        boolean secure = "https".equals(url.getScheme());
        boolean local = "http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost());
        if (url.getHost() == null || !(secure || local)) {
            throw new MalformedURLException(name + " is not an https URL");
        }
        return url;
    }

    OidcHttpClient http() {
        return http;
    }

    /**
     * Verifies a token of this issuer: its signature, issuer, audience and validity period.
     *
     * @param type the accepted values of the header {@code typ}
     * @throws RefusedException if the token is not valid
     */
    JWTClaimsSet verify(String token, String audience, DefaultJOSEObjectTypeVerifier<SecurityContext> type)
            throws UnavailableException, RefusedException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(type);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(ALGORITHMS, metadata().keys()));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        audience,
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        new HashSet<>(Set.of("sub", "exp", "iat"))) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew(SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
        try {
            return processor.process(token, null);
        } catch (com.nimbusds.jose.KeySourceException e) {
            throw new UnavailableException("the issuer's keys cannot be read", e);
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException _) {
            throw new RefusedException(
                    "the token is not valid: check its signature, algorithm, issuer, audience and validity period");
        }
    }
}
