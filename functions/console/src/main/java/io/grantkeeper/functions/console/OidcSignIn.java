package io.grantkeeper.functions.console;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Signs people in with OpenID Connect's authorization code flow, with PKCE, state and nonce. The server exchanges the
 * code, so no token reaches the browser. A sign-in belongs to the browser that began it and can be completed once.
 * Because anyone can begin a sign-in, nothing is stored before the issuer has said who the person is.
 */
final class OidcSignIn {
    /** How long a person may take to sign in at the issuer. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String SCOPE = "sign-in";
    private static final String COMPLETED = "This sign-in has already been completed.";
    /** The tolerated difference between the issuer's clock and this one. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> ID_TOKEN =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null);

    private final TenantId tenant;
    private final OidcIssuer issuer;
    private final ConsoleConfig config;
    private final Optional<Supplier<Secret>> clientSecret;
    private final URI callback;
    private final ExpiringRecordStore records;
    private final Clock clock;

    OidcSignIn(
            TenantId tenant,
            OidcIssuer issuer,
            ConsoleConfig config,
            Optional<Supplier<Secret>> clientSecret,
            URI callback,
            ExpiringRecordStore records,
            Clock clock) {
        this.tenant = tenant;
        this.issuer = issuer;
        this.config = config;
        this.clientSecret = clientSecret;
        this.callback = callback;
        this.records = records;
        this.clock = clock;
    }

    /**
     * A sign-in that has begun.
     *
     * @param browser the value of a cookie that ties the sign-in to the browser
     */
    record Begun(String location, String browser) {}

    /** The result of a sign-in. */
    sealed interface Result {
        record SignedIn(ConsoleSessions.Person person, Instant authenticatedAt, String returnTo) implements Result {}

        /** A refused sign-in. The reason contains neither tokens nor codes. */
        record Refused(String reason) implements Result {}

        record Unavailable(String reason) implements Result {}
    }

    /**
     * Begins a sign-in.
     *
     * @param stepUp whether the person must prove their identity again
     */
    Begun begin(String returnTo, boolean stepUp) throws OidcIssuer.UnavailableException {
        OidcIssuer.Metadata metadata = issuer.metadata();
        SignInAttempt attempt =
                SignInAttempt.begin(returnTo, stepUp, clock.instant().plus(LIFETIME));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", config.clientId().orElseThrow());
        query.put("redirect_uri", callback.toString());
        query.put("scope", String.join(" ", config.scopes().orElse(List.of("openid", "profile", "email"))));
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", ConsoleTokens.digest(attempt.verifier()));
        query.put("code_challenge_method", "S256");
        if (stepUp) {
            query.put("max_age", String.valueOf(ConsoleSession.FRESH.toSeconds()));
            query.put("prompt", "login");
        }
        String address = metadata.authorization().toString();
        return new Begun(address + (address.contains("?") ? "&" : "?") + form(query), attempt.cookie());
    }

    /**
     * Completes a sign-in.
     *
     * @param query the query parameters of the issuer's redirect back to the console
     * @param browser the browser's cookie
     */
    Result complete(Map<String, String> query, Optional<String> browser) {
        Optional<SignInAttempt> begun = browser.flatMap(SignInAttempt::ofCookie);
        if (begun.isEmpty()) {
            return new Result.Refused("This sign-in was not started in this browser.");
        }
        SignInAttempt attempt = begun.get();
        if (!ConsoleTokens.isEqual(attempt.state(), query.getOrDefault("state", ""))) {
            return new Result.Refused("This sign-in was started in another browser or window.");
        }
        Instant now = clock.instant();
        if (!attempt.until().isAfter(now) || attempt.until().isAfter(now.plus(LIFETIME))) {
            return new Result.Refused("This sign-in took too long.");
        }
        if (records.find(tenant, SCOPE, ConsoleTokens.digest(attempt.state()), now)
                .isPresent()) {
            return new Result.Refused(COMPLETED);
        }
        if (query.containsKey("iss") && !issuer.name().equals(query.get("iss"))) {
            return new Result.Refused("The response comes from another issuer.");
        }
        String code = query.getOrDefault("code", "");
        if (query.containsKey("error") || code.isEmpty()) {
            return new Result.Refused("The issuer did not sign you in.");
        }
        try {
            return verify(exchange(code, attempt.verifier()), attempt);
        } catch (OidcIssuer.RefusedException e) {
            return new Result.Refused("The issuer's response is not valid.");
        } catch (OidcIssuer.UnavailableException e) {
            return new Result.Unavailable("The issuer cannot be reached at the moment.");
        }
    }

    /** Exchanges a code for an ID token and returns the token. */
    private String exchange(String code, String verifier)
            throws OidcIssuer.UnavailableException, OidcIssuer.RefusedException {
        OidcIssuer.Metadata metadata = issuer.metadata();
        String client = config.clientId().orElseThrow();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback.toString());
        form.put("code_verifier", verifier);
        Optional<String> authorization = Optional.empty();
        if (clientSecret.isPresent() && !metadata.postsSecret()) {
            String pair =
                    encoded(client) + ":" + encoded(clientSecret.get().get().reveal());
            authorization =
                    Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            form.put("client_id", client);
            clientSecret.ifPresent(
                    secret -> form.put("client_secret", secret.get().reveal()));
        }
        try {
            JsonNode answer = JsonTrees.read(issuer.http().post(metadata.token(), form(form), authorization));
            String token = answer.path("id_token").asString("");
            if (token.isEmpty()) {
                throw new OidcIssuer.RefusedException("the token endpoint returned no ID token");
            }
            return token;
        } catch (JacksonException e) {
            throw new OidcIssuer.UnavailableException("the token endpoint did not return JSON", e);
        } catch (IOException e) {
            // Issuers refuse a code that was used or that expired with status 400.
            throw new OidcIssuer.RefusedException("the token endpoint did not accept the code");
        }
    }

    private Result verify(String token, SignInAttempt begun)
            throws OidcIssuer.UnavailableException, OidcIssuer.RefusedException {
        String client = config.clientId().orElseThrow();
        JWTClaimsSet claims = issuer.verify(token, client, ID_TOKEN);
        try {
            String nonce = claims.getStringClaim("nonce");
            if (nonce == null || !ConsoleTokens.isEqual(nonce, begun.nonce())) {
                return new Result.Refused("The issuer's response belongs to another sign-in.");
            }
            String party = claims.getStringClaim("azp");
            if ((claims.getAudience().size() > 1 || party != null) && !client.equals(party)) {
                return new Result.Refused("The issuer's response is for another client.");
            }
            Optional<Instant> authenticated =
                    Optional.ofNullable(claims.getDateClaim("auth_time")).map(java.util.Date::toInstant);
            Instant now = clock.instant();
            if (begun.stepUp()
                    && authenticated
                            .filter(at ->
                                    at.plus(ConsoleSession.FRESH).plus(SKEW).isAfter(now))
                            .isEmpty()) {
                return new Result.Refused("Your identity provider did not ask you to sign in again.");
            }
            return signedIn(claims, authenticated, begun, now);
        } catch (java.text.ParseException _) {
            throw new OidcIssuer.RefusedException("a claim of the ID token has the wrong type");
        }
    }

    private Result signedIn(JWTClaimsSet claims, Optional<Instant> authenticated, SignInAttempt begun, Instant now)
            throws java.text.ParseException {
        ConsoleSessions.Person person = person(claims);
        if (person.roles().isEmpty()) {
            return new Result.Refused(
                    "You have no role in Grantkeeper's console. Ask an administrator for one; roles come from the claim '%s'."
                            .formatted(config.claim()));
        }
        // The first row that a sign-in stores: until here, nobody has proved who they are.
        if (!records.putNew(tenant, SCOPE, ConsoleTokens.digest(begun.state()), "{}", now, begun.until())) {
            return new Result.Refused(COMPLETED);
        }
        // Without auth_time, the sign-in may rest on an old session at the issuer, so it does not count as fresh.
        return new Result.SignedIn(
                person,
                authenticated.filter(at -> !at.isAfter(now.plus(SKEW))).orElse(Instant.EPOCH),
                ConsoleUrlPaths.returnPath(Optional.of(begun.returnTo())));
    }

    private ConsoleSessions.Person person(JWTClaimsSet claims) throws java.text.ParseException {
        Optional<String> email = claims.getClaim("email") instanceof String address
                        && config.isVerified(claims.getClaim("email_verified"))
                ? Optional.of(address.toLowerCase(Locale.ROOT))
                : Optional.empty();
        String name = claims.getClaim("name") instanceof String text && !text.isBlank()
                ? text
                : email.orElse(claims.getSubject());
        return new ConsoleSessions.Person(
                issuer.name(),
                claims.getSubject(),
                name,
                email,
                config.rolesOf(values(claims.getClaim(config.claim()))));
    }

    /** Returns the strings in a claim, which is a list or a single string. */
    static Collection<String> values(@org.jspecify.annotations.Nullable Object claim) {
        return switch (claim) {
            case String text -> List.of(text);
            case Collection<?> all ->
                all.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
