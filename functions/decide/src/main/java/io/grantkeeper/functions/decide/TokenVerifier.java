package io.grantkeeper.functions.decide;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.grantkeeper.authzen.Caller;
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
 * Checks OAuth 2.0 access tokens that are JWTs (RFC 9068): signature by a key of the issuer, an algorithm that is allowed
 * for it, audience, and times. Keys are kept, and asked for again when an unknown one signs.
 */
final class TokenVerifier {
    /** Asymmetric ones only: with a shared secret every verifier could make tokens. */
    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256");

    private final Map<String, DefaultJWTProcessor<SecurityContext>> byIssuer = new HashMap<>();

    /** What a token is good for. */
    sealed interface Result {
        record Genuine(Caller caller) implements Result {}

        record Refused(String why) implements Result {}

        record Unavailable(String why) implements Result {}
    }

    TokenVerifier(List<DecideConfig.TokenIssuer> issuers, ResourceRetriever http, Clock clock) {
        issuers.forEach(issuer -> byIssuer.put(issuer.issuer(), processor(issuer, http, clock)));
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            DecideConfig.TokenIssuer issuer, ResourceRetriever http, Clock clock) {
        Set<JWSAlgorithm> algorithms = issuer.algorithms().orElse(ALGORITHMS).stream()
                .map(TokenVerifier::asymmetric)
                .collect(Collectors.toSet());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new com.nimbusds.jose.JOSEObjectType("at+jwt"), com.nimbusds.jose.JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys(issuer, http)));
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

    private static JWSAlgorithm asymmetric(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "'decisions.tokens.algorithms' must name asymmetric ones only, such as RS256 or ES256");
        }
        return algorithm;
    }

    private static JWKSource<SecurityContext> keys(DecideConfig.TokenIssuer issuer, ResourceRetriever http) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(issuer.jwks().toURL(), http)
                    .retrying(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("'decisions.tokens.jwks' is no address", e);
        }
    }

    /** What it says never quotes the token. */
    Result verify(String token) {
        try {
            var jwt = JWTParser.parse(token);
            String issuer = String.valueOf(jwt.getJWTClaimsSet().getIssuer());
            DefaultJWTProcessor<SecurityContext> processor = byIssuer.get(issuer);
            return processor == null
                    ? new Result.Refused("the token's issuer is none that is configured")
                    : new Result.Genuine(caller(processor.process(jwt, null)));
        } catch (ParseException _) {
            return new Result.Refused("what follows 'Bearer' is neither an API key of ours nor a JWT");
        } catch (KeySourceException _) {
            return new Result.Unavailable("the token issuer's keys cannot be read now");
        } catch (BadJOSEException | JOSEException | IllegalArgumentException _) {
            return new Result.Refused(
                    "the token is not valid: signature, algorithm, issuer, audience or time is not as it must be");
        }
    }

    private static Caller caller(JWTClaimsSet claims) {
        Object client = claims.getClaim("client_id");
        String id = client instanceof String text ? text : claims.getSubject();
        return new Caller(id, actors(claims));
    }

    /** The chain of RFC 8693: the subject first, then from the innermost actor to the one that acts now. */
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
