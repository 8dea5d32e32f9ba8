package io.grantkeeper.simulator.entra;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import io.grantkeeper.simulator.signing.SelfSignedCertificate;
import io.grantkeeper.simulator.signing.SignedAssertion;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The tenant's token endpoint. It accepts client credentials with a secret, with a certificate assertion, or with a
 * token of a trusted issuer.
 */
final class EntraTokenEndpoint {
    private static final Duration LIFE = Duration.ofSeconds(3_599);
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ISSUER = "https://sts.workloads.example";

    /**
     * Keys that are expensive to generate and that tests can share. They are generated once per JVM and never stored.
     */
    private static final class Keys {
        static final SimulatorRsaKey APP = SimulatorRsaKey.generate();
        static final SimulatorRsaKey ISSUER_KEY = SimulatorRsaKey.generate();
        static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.of(APP, "grantkeeper");
    }

    private final Clock clock;
    private final String tenantId;
    private final String clientId = StableGuids.of("app Grantkeeper");
    private final String secret = UUID.randomUUID() + "~" + UUID.randomUUID();
    private final Map<String, Instant> issued = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    EntraTokenEndpoint(Clock clock, String tenantId) {
        this.clock = clock;
        this.tenantId = tenantId;
    }

    EntraCredentials credentials() {
        return new EntraCredentials(
                tenantId, clientId, secret, Keys.CERTIFICATE.pem() + Keys.APP.pkcs8Pem(), federatedToken());
    }

    boolean isValid(String token) {
        Instant ends = issued.get(token);
        return ends != null && clock.instant().isBefore(ends);
    }

    void invalidateAll() {
        issued.clear();
    }

    SimulatorResponse answer(SimulatorRequest request) {
        Map<String, String> form = SimulatorRequest.decodeForm(request.bodyText());
        if (!request.path().startsWith("/" + tenantId + "/")) {
            return error(400, "invalid_request", 90_002);
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", 70_003);
        }
        if (!clientId.equals(form.get("client_id"))) {
            return error(400, "unauthorized_client", 700_016);
        }
        if (!"https://graph.microsoft.com/.default".equals(form.get("scope"))) {
            return error(400, "invalid_scope", 70_011);
        }
        if (form.containsKey("client_assertion")) {
            if (!ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
                return error(401, "invalid_client", 50_027);
            }
            String assertion = form.getOrDefault("client_assertion", "");
            return isOwn(assertion) || isTrusted(assertion) ? token() : error(401, "invalid_client", 700_027);
        }
        return secret.equals(form.get("client_secret")) ? token() : error(401, "invalid_client", 7_000_215);
    }

    private SimulatorResponse token() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        String token = "eyJ0." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".sig";
        issued.put(token, clock.instant().plus(LIFE));
        return SimulatorResponse.json(
                200,
                object(
                        "token_type",
                        "Bearer",
                        "expires_in",
                        LIFE.toSeconds(),
                        "ext_expires_in",
                        LIFE.toSeconds(),
                        "access_token",
                        token));
    }

    /**
     * Returns whether the assertion is from the app: it is signed with PS256 by the app's key, identifies the app's
     * certificate by its SHA-256 thumbprint, names the app as issuer and subject, and is currently valid.
     */
    private boolean isOwn(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            JsonNode header = SimulatorJson.read(decoder.decode(parts[0]));
            JsonNode claims = SimulatorJson.read(decoder.decode(parts[1]));
            return header.path("alg").asString("").equals("PS256")
                    && header.path("x5t#S256").asString("").equals(Keys.CERTIFICATE.thumbprint())
                    && verifies(Keys.APP.publicKey(), parts, decoder)
                    && claims.path("iss").asString("").equals(clientId)
                    && claims.path("sub").asString("").equals(clientId)
                    && claims.path("aud").asString("").equals(audience())
                    && !claims.path("jti").asString("").isEmpty()
                    && isCurrent(
                            claims.path("nbf").asLong(0), claims.path("exp").asLong(0));
        } catch (IllegalArgumentException | GeneralSecurityException notAnAssertion) {
            return false;
        }
    }

    private boolean isTrusted(String assertion) {
        return SignedAssertion.verify(assertion, Keys.ISSUER_KEY.publicKey())
                .filter(token -> token.text("iss").filter(ISSUER::equals).isPresent())
                .filter(token -> token.text("sub").filter("grantkeeper"::equals).isPresent())
                .filter(token -> token.text("aud")
                        .filter("api://AzureADTokenExchange"::equals)
                        .isPresent())
                .flatMap(token -> token.time("exp"))
                .filter(ends -> clock.instant().isBefore(ends))
                .isPresent();
    }

    private static boolean verifies(PublicKey key, String[] parts, Base64.Decoder decoder)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signature.initVerify(key);
        signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(decoder.decode(parts[2]));
    }

    private boolean isCurrent(long notBefore, long expires) {
        long now = clock.instant().getEpochSecond();
        return notBefore <= now
                && now < expires
                && expires - notBefore <= Duration.ofMinutes(10).toSeconds();
    }

    private String audience() {
        return "https://login.microsoftonline.com/%s/oauth2/v2.0/token".formatted(tenantId);
    }

    private String federatedToken() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String head = encoder.encodeToString(SimulatorJson.write(object("alg", "RS256", "typ", "JWT")))
                + '.'
                + encoder.encodeToString(SimulatorJson.write(object(
                        "iss",
                        ISSUER,
                        "sub",
                        "grantkeeper",
                        "aud",
                        "api://AzureADTokenExchange",
                        "exp",
                        clock.instant().plus(Duration.ofHours(1)).getEpochSecond())));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(Keys.ISSUER_KEY.privateKey());
            signature.update(head.getBytes(StandardCharsets.US_ASCII));
            return head + '.' + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK supports RSA signatures", impossible);
        }
    }

    private static SimulatorResponse error(int status, String code, int number) {
        return SimulatorResponse.json(
                status,
                object(
                        "error", code,
                        "error_description", "AADSTS%d: refused by the double.".formatted(number),
                        "error_codes", List.of(number),
                        "trace_id", StableGuids.of("trace"),
                        "correlation_id", StableGuids.of("correlation")));
    }
}
