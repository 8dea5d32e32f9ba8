package io.grantkeeper.functions.console;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Identifies the caller: a person by the session cookie, or a program by an API key or an access token of the
 * configured issuer. A key's digest is compared with every configured digest, so that response times reveal nothing
 * about the keys.
 */
final class ConsoleAuthentication {
    private static final String BEARER = "bearer ";

    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> ACCESS_TOKEN =
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null);

    private final ConsoleSessions sessions;
    private final ConsoleConfig config;
    private final Optional<OidcIssuer> issuer;
    private final ConsoleOrigin origin;
    private final Clock clock;

    ConsoleAuthentication(
            ConsoleSessions sessions,
            ConsoleConfig config,
            Optional<OidcIssuer> issuer,
            ConsoleOrigin origin,
            Clock clock) {
        this.sessions = sessions;
        this.config = config;
        this.issuer = issuer;
        this.origin = origin;
        this.clock = clock;
    }

    /**
     * Returns the caller; empty if the request names none.
     *
     * @throws ApiProblemException if the request contains a key or token that is not valid
     */
    Optional<ConsoleCaller> caller(ConsoleRequest request) {
        Optional<String> key = request.header("x-api-key");
        if (key.isPresent()) {
            return Optional.of(byKey(key.get()).orElseThrow(() -> refused("the API key is not valid")));
        }
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent()) {
            return Optional.of(byToken(authorization.get()));
        }
        return Optional.ofNullable(request.cookies().get(origin.cookie()))
                .flatMap(sessions::find)
                .map(ConsoleCaller::of);
    }

    private Optional<ConsoleCaller> byKey(String key) {
        byte[] digest = ConsoleTokens.sha256(key);
        Optional<ConsoleCaller> found = Optional.empty();
        for (ConsoleConfig.ApiKey known : config.apiKeys().orElse(List.of())) {
            if (MessageDigest.isEqual(HexFormat.of().parseHex(known.sha256()), digest)) {
                found = Optional.of(new ConsoleCaller(
                        "api-key",
                        known.id(),
                        known.id(),
                        Optional.empty(),
                        known.grantedRoles(),
                        Optional.empty(),
                        new ConsoleCaller.Proof.Key(known.sensitive())));
            }
        }
        return found;
    }

    private ConsoleCaller byToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refused("Authorization must be 'Bearer' followed by a token");
        }
        String token = authorization.substring(BEARER.length()).strip();
        Optional<ConsoleCaller> key = byKey(token);
        if (key.isPresent()) {
            return key.get();
        }
        if (issuer.isEmpty() || config.audience().isEmpty()) {
            throw refused("the token is not a valid API key, and access tokens are not accepted here");
        }
        try {
            JWTClaimsSet claims = issuer.get().verify(token, config.audience().get(), ACCESS_TOKEN);
            return byClaims(issuer.get().name(), claims);
        } catch (OidcIssuer.RefusedException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (OidcIssuer.UnavailableException _) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.UNAVAILABLE,
                            "the issuer's keys cannot be read at the moment; try again")
                    .exception();
        }
    }

    private ConsoleCaller byClaims(String name, JWTClaimsSet claims) throws OidcIssuer.RefusedException {
        Instant now = clock.instant();
        Instant issued = time(claims, "iat").orElse(Instant.EPOCH);
        if (!issued.plus(ConsoleSession.LONGEST).isAfter(now)) {
            throw new OidcIssuer.RefusedException("the token was issued more than %d hours ago; request a new one"
                    .formatted(ConsoleSession.LONGEST.toHours()));
        }
        // A token for a person can be renewed long after the person signed in, so the sign-in counts if the token
        // states it.
        Instant proved = time(claims, "auth_time").orElse(issued);
        return new ConsoleCaller(
                name,
                claims.getSubject(),
                claims.getSubject(),
                Optional.empty(),
                config.rolesOf(OidcSignIn.values(claims.getClaim(config.claim()))),
                Optional.empty(),
                new ConsoleCaller.Proof.At(proved.isAfter(now.plus(OidcSignIn.SKEW)) ? Instant.EPOCH : proved));
    }

    private static Optional<Instant> time(JWTClaimsSet claims, String name) throws OidcIssuer.RefusedException {
        try {
            return Optional.ofNullable(claims.getDateClaim(name)).map(Date::toInstant);
        } catch (ParseException _) {
            throw new OidcIssuer.RefusedException("the token's claim '%s' is not a time".formatted(name));
        }
    }

    private static ApiProblemException refused(String detail) {
        return ProblemDetails.of(ProblemDetails.Type.UNAUTHENTICATED, detail).exception();
    }
}
