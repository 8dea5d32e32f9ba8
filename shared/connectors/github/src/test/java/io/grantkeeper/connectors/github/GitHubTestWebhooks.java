package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks in GitHub's format. */
final class GitHubTestWebhooks {
    static final String DELIVERY = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    private GitHubTestWebhooks() {}

    /** Returns a session that receives an organization's webhooks. */
    static ScriptedGitHub receiver(String organization) {
        ScriptedGitHub receiver = new ScriptedGitHub();
        receiver.settings.put(GitHubSettings.ORGANIZATION, organization);
        receiver.credentials.put(GitHubCredentials.WEBHOOK_SECRET, GitHubTenantDouble.WEBHOOK_SECRET);
        return receiver;
    }

    static WebhookOutcome deliver(String organization, String event, String body) throws ConnectorException {
        return deliver(organization, event, body.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookOutcome deliver(String organization, String event, byte[] body) throws ConnectorException {
        return new GitHubWebhooks().accept(receiver(organization), request(event, body));
    }

    static WebhookRequest request(String event, byte[] body) {
        return request(event, body, "sha256=" + signature(GitHubTenantDouble.WEBHOOK_SECRET, body));
    }

    static WebhookRequest request(String event, byte[] body, String signature) {
        return request(event, DELIVERY, body, signature);
    }

    static WebhookRequest request(String event, String delivery, byte[] body, String signature) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "X-GitHub-Event", event,
                "X-GitHub-Delivery", delivery,
                "X-Hub-Signature-256", signature,
                "Content-Type", "application/json"));
        return new WebhookRequest("POST", "", Map.of(), headers, body);
    }

    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
