package io.grantkeeper.functions.decide;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.grantkeeper.authzen.AuthZenCaller;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies OAuth 2.0 access tokens that are JWTs (RFC 9068). One of the issuer's keys must have signed the token with
 * an algorithm that is accepted for the issuer, the audience must match, and the token must be within its validity
 * period. Caches keys and fetches them again when a token names an unknown key.
 */
final class AccessTokenVerifier {
    /** The accepted algorithms. All are asymmetric: with a shared secret, every verifier could forge tokens. */
    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256");

    private final Map<String, DefaultJWTProcessor<SecurityContext>> byIssuer = new HashMap<>();

    /** The result of a verification. */
    sealed interface Result {
        record Verified(AuthZenCaller caller) implements Result {}

        record Refused(String why) implements Result {}

        record Unavailable(String why) implements Result {}
    }

    AccessTokenVerifier(List<DecideConfig.TokenIssuer> issuers, ResourceRetriever http, Clock clock) {
        issuers.forEach(issuer -> byIssuer.put(issuer.issuer(), processor(issuer, http, clock)));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            DecideConfig.TokenIssuer issuer, ResourceRetriever http, Clock clock) {
        Set<JWSAlgorithm> algorithms = issuer.algorithms().orElse(ALGORITHMS).stream()
                .map(AccessTokenVerifier::requireAsymmetric)
                .collect(Collectors.toSet());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new com.nimbusds.jose.JOSEObjectType("at+jwt"), com.nimbusds.jose.JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys(issuer, http, clock)));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        issuer.audience(),
                        new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                        new HashSet<>(Set.of("sub", "exp"))) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        return processor;
    }

    private static JWSAlgorithm requireAsymmetric(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "'decisions.tokens.algorithms' must name only asymmetric algorithms, such as RS256 or ES256");
        }
        return algorithm;
    }

    private static JWKSource<SecurityContext> keys(
            DecideConfig.TokenIssuer issuer, ResourceRetriever http, Clock clock) {
        try {
            return new IssuerKeySet(issuer.jwks().toURL(), http, clock);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("'decisions.tokens.jwks' is not a URL", e);
        }
    }

    /** Verifies a token. No message in the result contains the token. */
    Result verify(String token) {
        try {
            JWT jwt = JWTParser.parse(token);
            if (!(jwt instanceof SignedJWT)) {
                return new Result.Refused("the token is not signed");
            }
            String issuer = String.valueOf(jwt.getJWTClaimsSet().getIssuer());
            DefaultJWTProcessor<SecurityContext> processor = byIssuer.get(issuer);
            return processor == null
                    ? new Result.Refused("the token's issuer is not configured")
                    : new Result.Verified(caller(processor.process(jwt, null)));
        } catch (ParseException _) {
            return new Result.Refused("the value after 'Bearer' is neither a valid API key nor a JWT");
        } catch (KeySourceException _) {
            return new Result.Unavailable("the token issuer's keys cannot be read at the moment");
        } catch (BadJOSEException | JOSEException | IllegalArgumentException _) {
            return new Result.Refused(
                    "the token is not valid: check its signature, algorithm, issuer, audience and validity period");
        }
    }

    private static AuthZenCaller caller(JWTClaimsSet claims) {
        Object client = claims.getClaim("client_id");
        String id = client instanceof String text ? text : claims.getSubject();
        return AuthZenCaller.ofIssuer(claims.getIssuer(), claims.getSubject(), id, actors(claims));
    }

    /**
     * Returns the actor chain (RFC 8693): the subject first, then the actors from the innermost to the current one.
     * Returns an empty list if the token has no {@code act} claim.
     */
    private static List<String> actors(JWTClaimsSet claims) {
        Deque<String> chain = new ArrayDeque<>();
        Object act = claims.getClaim("act");
        while (act instanceof Map<?, ?> actor) {
            if (actor.get("sub") instanceof String sub) {
                chain.addFirst(sub);
            }
            act = actor.get("act");
        }
        if (!chain.isEmpty()) {
            chain.addFirst(claims.getSubject());
        }
        return List.copyOf(chain);
    }
}
