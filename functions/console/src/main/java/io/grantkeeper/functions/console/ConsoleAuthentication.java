package io.grantkeeper.functions.console;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who calls: a person by the session cookie, or a program by an API key or an access token of the configured
 * issuer. Compares the digest of a key with every configured digest, so that the duration reveals nothing about the keys.
 */
final class ConsoleAuthentication {
    private static final String BEARER = "bearer ";

    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> ACCESS_TOKEN =
            new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null);

    private final ConsoleSessions sessions;
    private final ConsoleConfig config;
    private final Optional<OidcIssuer> issuer;
    private final ConsoleOrigin origin;

    ConsoleAuthentication(
            ConsoleSessions sessions, ConsoleConfig config, Optional<OidcIssuer> issuer, ConsoleOrigin origin) {
        this.sessions = sessions;
        this.config = config;
        this.issuer = issuer;
        this.origin = origin;
    }

    /**
     * Returns the caller; empty if the request names none.
     *
     * @throws ProblemException if the request contains a key or token that is not valid
     */
    Optional<Caller> caller(ConsoleRequest request) {
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
                .map(Caller::of);
    }

    private Optional<Caller> byKey(String key) {
        byte[] digest = ConsoleTokens.sha256(key);
        Optional<Caller> found = Optional.empty();
        for (ConsoleConfig.ApiKey known : config.apiKeys().orElse(List.of())) {
            if (MessageDigest.isEqual(HexFormat.of().parseHex(known.sha256()), digest)) {
                found = Optional.of(new Caller(
                        "api-key", known.id(), known.id(), Optional.empty(), known.grantedRoles(), Optional.empty()));
            }
        }
        return found;
    }

    private Caller byToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw refused("Authorization must be 'Bearer' followed by a token");
        }
        String token = authorization.substring(BEARER.length()).strip();
        Optional<Caller> key = byKey(token);
        if (key.isPresent()) {
            return key.get();
        }
        if (issuer.isEmpty() || config.audience().isEmpty()) {
            throw refused("the token is not a valid API key, and access tokens are not accepted here");
        }
        try {
            JWTClaimsSet claims = issuer.get().verify(token, config.audience().get(), ACCESS_TOKEN);
            Set<ConsoleRole> roles = config.rolesOf(OidcSignIn.values(claims.getClaim(config.claim())));
            return new Caller(
                    issuer.get().name(),
                    claims.getSubject(),
                    claims.getSubject(),
                    Optional.empty(),
                    roles,
                    Optional.empty());
        } catch (OidcIssuer.RefusedException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (OidcIssuer.UnavailableException _) {
            throw Problem.of(Problem.Type.UNAVAILABLE, "the issuer's keys cannot be read at the moment; try again")
                    .exception();
        }
    }

    private static ProblemException refused(String detail) {
        return Problem.of(Problem.Type.UNAUTHENTICATED, detail).exception();
    }
}
