package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.SignedAssertion;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
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

/**
 * Authenticates callers: serves the token endpoint for one service app, and checks access tokens and API
 * tokens.
 */
final class OktaAuthentication {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFE = Duration.ofHours(1);
    /** The period of validity of a DPoP nonce. */
    private static final Duration NONCE_LIFE = Duration.ofDays(1);

    private record Token(String scope, Optional<String> thumbprint, Instant expires) {}

    private final Clock clock;
    private final SimulatorRsaKey key;
    private final OktaOptions options;
    private final String clientId;
    private final String apiToken;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    OktaAuthentication(Clock clock, SimulatorRsaKey key, OktaOptions options, String clientId) {
        this.clock = clock;
        this.key = key;
        this.options = options;
        this.clientId = clientId;
        this.apiToken = "00" + random(30);
    }

    String apiToken() {
        return apiToken;
    }

    void invalidateAll() {
        tokens.clear();
    }

    SimulatorResponse token(SimulatorRequest request) {
        Map<String, String> form = SimulatorRequest.decodeForm(request.bodyText());
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return OktaErrorResponse.oauth(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        if (!ASSERTION.equals(form.get("client_assertion_type")) || !isGenuine(form, request)) {
            return OktaErrorResponse.oauth(401, "invalid_client", "The client_assertion token is invalid.");
        }
        Optional<OktaDpopProof> proof = OktaDpopProof.of(request);
        if (proof.isEmpty() && options.dpopRequired()) {
            return OktaErrorResponse.oauth(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.");
        }
        if (proof.isPresent()) {
            if (!proof.get().isFor(request, clock.instant())
                    || !seen.add(proof.get().text("jti"))) {
                return OktaErrorResponse.oauth(400, "invalid_dpop_proof", "The DPoP proof JWT is invalid.");
            }
            if (!proof.get().text("nonce").equals(nonce())) {
                return OktaErrorResponse.oauth(
                                400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
                        .with("dpop-nonce", nonce());
            }
        }
        List<String> asked = List.of(form.getOrDefault("scope", "").split(" +"));
        if (!options.grantedScopes().containsAll(asked)) {
            return OktaErrorResponse.oauth(
                    400,
                    "invalid_scope",
                    "One or more scopes are not configured for the authorization server resource.");
        }
        String token = "eyJ" + random(60);
        tokens.put(
                token,
                new Token(
                        String.join(" ", asked),
                        proof.map(OktaDpopProof::thumbprint),
                        clock.instant().plus(LIFE)));
        return SimulatorResponse.json(
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

    private boolean isGenuine(Map<String, String> form, SimulatorRequest request) {
        Optional<SignedAssertion> assertion =
                SignedAssertion.verify(form.getOrDefault("client_assertion", ""), key.publicKey());
        return assertion.isPresent()
                && assertion.get().text("iss").equals(Optional.of(clientId))
                && assertion.get().text("sub").equals(Optional.of(clientId))
                && OktaDpopProof.isSameAddress(assertion.get().text("aud").orElse(""), request)
                && assertion
                        .get()
                        .time("exp")
                        .filter(end -> end.isAfter(clock.instant())
                                && !end.isAfter(clock.instant().plus(LIFE)))
                        .isPresent()
                && assertion.get().text("jti").map(seen::add).orElse(true);
    }

    /**
     * Checks whether a call is authorized. Returns Okta's error response if it is not, or empty if it is.
     *
     * @param scope the scope that the call needs
     */
    Optional<SimulatorResponse> refusal(SimulatorRequest request, String scope) {
        String header = request.header("authorization").orElse("");
        int space = header.indexOf(' ');
        String scheme = space < 0 ? "" : header.substring(0, space);
        String value = header.substring(space + 1);
        if (scheme.equals("SSWS")) {
            return value.equals(apiToken) ? checkApiToken(scope) : Optional.of(OktaErrorResponse.invalidToken());
        }
        Token token = tokens.get(value);
        if (token == null || !clock.instant().isBefore(token.expires())) {
            return Optional.of(OktaErrorResponse.invalidToken());
        }
        if (!scheme.equals(token.thumbprint().isPresent() ? "DPoP" : "Bearer")) {
            return Optional.of(OktaErrorResponse.invalidToken());
        }
        if (token.thumbprint().isPresent()
                && !hasValidProof(request, token.thumbprint().get(), value)) {
            return Optional.of(OktaErrorResponse.invalidToken()
                    .with("WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\", error_description=\"DPoP proof\""));
        }
        return List.of(token.scope().split(" ")).contains(scope)
                ? Optional.empty()
                : Optional.of(OktaErrorResponse.forbidden()
                        .with("WWW-Authenticate", "DPoP error=\"insufficient_scope\", scope=\"" + scope + "\""));
    }

    /**
     * Checks a call with an API token, which has the permissions of its owner. Returns the error response, or empty if
     * the call is permitted.
     */
    private Optional<SimulatorResponse> checkApiToken(String scope) {
        return options.grantedScopes().contains(scope) ? Optional.empty() : Optional.of(OktaErrorResponse.forbidden());
    }

    private boolean hasValidProof(SimulatorRequest request, String thumbprint, String token) {
        Optional<OktaDpopProof> proof = OktaDpopProof.of(request);
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
