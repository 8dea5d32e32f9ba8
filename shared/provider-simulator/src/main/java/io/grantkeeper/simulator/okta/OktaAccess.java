package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.http.Request;
import io.grantkeeper.simulator.http.Response;
import io.grantkeeper.simulator.signing.RsaKey;
import io.grantkeeper.simulator.signing.SignedAssertion;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may call: the token endpoint for one service app, and what tokens are good for. */
final class OktaAccess {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);
    /** Nonces change daily. */
    private static final Duration NONCE_LIFE = Duration.ofDays(1);

    private record Token(String scope, Optional<String> thumbprint, Instant expires) {}

    private final Clock clock;
    private final RsaKey key;
    private final OktaOptions options;
    private final String clientId;
    private final String apiToken;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    OktaAccess(Clock clock, RsaKey key, OktaOptions options, String clientId) {
        this.clock = clock;
        this.key = key;
        this.options = options;
        this.clientId = clientId;
        this.apiToken = "00" + random(30);
    }

    String apiToken() {
        return apiToken;
    }

    void withdrawAll() {
        tokens.clear();
    }

    Response token(Request request) {
        Map<String, String> form = Request.decodeForm(request.bodyText());
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return OktaError.oauth(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        if (!ASSERTION.equals(form.get("client_assertion_type")) || !genuine(form, request)) {
            return OktaError.oauth(401, "invalid_client", "The client_assertion token is invalid.");
        }
        Optional<DpopProof> proof = DpopProof.of(request);
        if (proof.isEmpty() && options.dpopRequired()) {
            return OktaError.oauth(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        }
        if (proof.isPresent()) {
            if (!proof.get().isFor(request, clock.instant())
                    || !seen.add(proof.get().text("jti"))) {
                return OktaError.oauth(400, "invalid_dpop_proof", "The DPoP proof JWT is invalid.");
            }
            if (!proof.get().text("nonce").equals(nonce())) {
                return OktaError.oauth(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
                        .with("dpop-nonce", nonce());
            }
        }
        List<String> asked = List.of(form.getOrDefault("scope", "").split(" +"));
        if (!options.grantedScopes().containsAll(asked)) {
            return OktaError.oauth(
                    400,
                    "invalid_scope",
                    "One or more scopes are not configured for the authorization server resource.");
        }
        String token = "eyJ" + random(60);
        tokens.put(
                token,
                new Token(
                        String.join(" ", asked),
                        proof.map(DpopProof::thumbprint),
                        clock.instant().plus(LIFE)));
        return Response.json(
                200,
                object(
                        "token_type",
                        proof.isPresent() ? "DPoP" : "Bearer",
                        "expires_in",
                        LIFE.toSeconds(),
                        "access_token",
                        token,
                        "scope",
                        String.join(" ", asked)));
    }

    private boolean genuine(Map<String, String> form, Request request) {
        Optional<SignedAssertion> assertion =
                SignedAssertion.verify(form.getOrDefault("client_assertion", ""), key.publicKey());
        return assertion.isPresent()
                && assertion.get().text("iss").equals(Optional.of(clientId))
                && assertion.get().text("sub").equals(Optional.of(clientId))
                && DpopProof.names(assertion.get().text("aud").orElse(""), request)
                && assertion
                        .get()
                        .time("exp")
                        .filter(end -> end.isAfter(clock.instant())
                                && !end.isAfter(clock.instant().plus(LIFE)))
                        .isPresent()
                && assertion.get().text("jti").map(seen::add).orElse(true);
    }

    /** Why the call is not let in; empty where it is. */
    Optional<Response> refusal(Request request, String scope) {
        String header = request.header("authorization").orElse("");
        int space = header.indexOf(' ');
        String scheme = space < 0 ? "" : header.substring(0, space);
        String value = header.substring(space + 1);
        if (scheme.equals("SSWS")) {
            return value.equals(apiToken) ? ssws(scope) : Optional.of(OktaError.invalidToken());
        }
        Token token = tokens.get(value);
        if (token == null || !clock.instant().isBefore(token.expires())) {
            return Optional.of(OktaError.invalidToken());
        }
        if (!scheme.equals(token.thumbprint().isPresent() ? "DPoP" : "Bearer")) {
            return Optional.of(OktaError.invalidToken());
        }
        if (token.thumbprint().isPresent()
                && !proven(request, token.thumbprint().get(), value)) {
            return Optional.of(OktaError.invalidToken()
                    .with("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\", error_description=\"DPoP proof\""));
        }
        return List.of(token.scope().split(" ")).contains(scope)
                ? Optional.empty()
                : Optional.of(OktaError.forbidden()
                        .with("WWW-Authenticate", "DPoP error=\"insufficient_scope\", scope=\"" + scope + "\""));
    }

    /** An API token may do what its owner may; here, what the options say. */
    private Optional<Response> ssws(String scope) {
        return options.grantedScopes().contains(scope) ? Optional.empty() : Optional.of(OktaError.forbidden());
    }

    private boolean proven(Request request, String thumbprint, String token) {
        Optional<DpopProof> proof = DpopProof.of(request);
        return proof.isPresent()
                && proof.get().thumbprint().equals(thumbprint)
                && proof.get().isFor(request, clock.instant())
                && proof.get().isFor(token)
                && seen.add(proof.get().text("jti"));
    }

    private String nonce() {
        return "nonce-of-day-" + clock.instant().getEpochSecond() / NONCE_LIFE.toSeconds();
    }

    private String random(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
