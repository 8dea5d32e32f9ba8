package io.grantkeeper.infra.deploy;

import io.grantkeeper.aws.secrets.SecretUnavailableException;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.deploy.ApiProbe.Call;
import io.grantkeeper.infra.deploy.ApiProbe.Expected;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends a forged webhook to a connection and, if the operator may read the secret, a genuine one. The genuine webhook
 * is the one that the provider sends to test an endpoint, so it changes nothing.
 */
final class WebhookProbe {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String CHALLENGE = "grantkeeper-smoke";

    /**
     * The name of the credential that authenticates webhooks, keyed by provider. Providers that are not listed send no
     * webhooks.
     */
    private static final Map<String, String> PROOFS = Map.of(
            "github", "webhook-secret",
            "slack", "signing-secret",
            "okta", "event-hook-secret",
            "google", "channel-secret",
            "microsoft", "channel-secret");

    private final SmokeCheckPorts ports;
    private final ApiProbe api;

    /** A genuine webhook with the expected response. */
    record Genuine(Call call, Expected expected) {}

    WebhookProbe(SmokeCheckPorts ports, ApiProbe api) {
        this.ports = ports;
        this.api = api;
    }

    List<SmokeCheckLine> check(Connection connection) throws InterruptedException {
        String provider = connection.provider().value();
        if (!PROOFS.containsKey(provider)) {
            return List.of();
        }
        String genuine = "genuine webhook of " + connection.id();
        String credential = PROOFS.get(provider);
        if (!connection.credentials().containsKey(credential)) {
            return List.of(SmokeCheckLine.notChecked(
                    genuine, "the connection has no '%s', so it receives no webhooks".formatted(credential)));
        }
        String path = "/webhooks/%s/%s".formatted(connection.tenant(), connection.id());
        List<SmokeCheckLine> lines = new ArrayList<>();
        lines.add(api.send(
                "forged webhook of " + connection.id(),
                Call.post(path, Map.of(), "{}"),
                Expected.of("is rejected", 400, 401, 403)));
        try {
            Secret secret = ports.secrets().resolve(connection, credential).orElseThrow();
            Optional<Genuine> request =
                    genuine(provider, path, secret, ports.clock().instant().getEpochSecond());
            lines.add(
                    request.isPresent()
                            ? api.send(
                                    genuine, request.get().call(), request.get().expected())
                            : SmokeCheckLine.notChecked(
                                    genuine, "only the provider can send one, through the channel that a sweep opens"));
        } catch (SecretUnavailableException e) {
            lines.add(SmokeCheckLine.notChecked(genuine, String.valueOf(e.getMessage())));
        }
        return lines;
    }

    /**
     * Returns a genuine webhook that changes nothing; empty if only the provider can send one.
     *
     * @param seconds the time in seconds since the epoch
     */
    static Optional<Genuine> genuine(String provider, String path, Secret secret, long seconds) {
        return switch (provider) {
            case "github" -> {
                String body = "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}";
                yield Optional.of(new Genuine(
                        Call.post(
                                path,
                                Map.of(
                                        "X-GitHub-Event",
                                        "ping",
                                        "X-GitHub-Delivery",
                                        CHALLENGE,
                                        "X-Hub-Signature-256",
                                        "sha256=" + hmac(secret, body)),
                                body),
                        Expected.of("a ping is accepted", 200)));
            }
            case "slack" -> {
                String body = ModelJson.write(Map.of("type", "url_verification", "challenge", CHALLENGE));
                yield Optional.of(new Genuine(
                        Call.post(
                                path,
                                Map.of(
                                        "X-Slack-Request-Timestamp",
                                        Long.toString(seconds),
                                        "X-Slack-Signature",
                                        "v0=" + hmac(secret, "v0:%d:%s".formatted(seconds, body))),
                                body),
                        Expected.of("the challenge is answered", 200).withBody(CHALLENGE::equals)));
            }
            // A wrong secret is rejected with 401 before the body is read.
            case "okta" ->
                Optional.of(new Genuine(
                        Call.post(path, Map.of("Authorization", secret.reveal()), "{}"),
                        Expected.of("the secret is accepted, and the empty event is rejected", 400)));
            default -> Optional.empty();
        };
    }

    private static String hmac(Secret secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
