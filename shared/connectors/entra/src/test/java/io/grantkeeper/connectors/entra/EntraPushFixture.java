package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.TokenWebhookSigner;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deliveries as Graph sends them to the connection that the contract tests use, with and without their proof. */
record EntraPushFixture(PushChannelSecret secret) implements TokenWebhookSigner {
    /** The placeholder for the client state in an unsigned body. */
    static final String STATE = "<state>";

    static final String USER = "33333333-cccc-4ccc-8ccc-333333333333";

    static WebhookFixture of(ProviderDouble provider) {
        Secret configured = provider.credentials().getOrDefault(PushChannelSecret.SLOT, Secret.of(""));
        // The connection that the contract tests use. The proof of its subscription is not valid for any other
        // connection.
        Connection connection = Connection.of(
                new TenantId("contract"), new ConnectionId("one"), EntraConnector.PROVIDER, Map.of(), Map.of());
        EntraPushFixture fixture = new EntraPushFixture(PushChannelSecret.of(configured, connection));
        return new WebhookFixture(
                fixture,
                List.of(
                        sample("a validation", Map.of("validationToken", "Validation: 1 & more"), "", Handshake.class),
                        sample("a changed user", Map.of(), changed("n1", "updated"), Accepted.class),
                        sample("a deleted user", Map.of(), changed("n2", "deleted"), Accepted.class),
                        sample("a request to renew", Map.of(), lifecycle("reauthorizationRequired"), Ignored.class),
                        sample("lost notifications", Map.of(), lifecycle("missed"), Accepted.class)));
    }

    static String changed(String id, String changeType) {
        return """
                {"value":[{"id":"%s","subscriptionId":"s1","subscriptionExpirationDateTime":"2026-12-18T00:00:00Z",\
                "clientState":"%s","changeType":"%s","resource":"Users/%s","tenantId":"t1",\
                "resourceData":{"@odata.type":"#Microsoft.Graph.User","@odata.id":"Users/%s","id":"%s"}}]}""".formatted(id, STATE, changeType, USER, USER, USER);
    }

    static String lifecycle(String event) {
        return """
                {"value":[{"subscriptionId":"s1","subscriptionExpirationDateTime":"2026-12-18T00:00:00Z",\
                "tenantId":"t1","clientState":"%s","lifecycleEvent":"%s"}]}""".formatted(STATE, event);
    }

    private static WebhookFixture.Sample sample(
            String name, Map<String, String> query, String body, Class<? extends WebhookOutcome> becomes) {
        return new WebhookFixture.Sample(
                name, new WebhookRequest("POST", "/", query, Map.of(), body.getBytes(StandardCharsets.UTF_8)), becomes);
    }

    @Override
    public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
        String body = new String(unsigned.body(), StandardCharsets.UTF_8)
                .replace(STATE, secret.proof(EntraPushChannel.CLIENT_STATE));
        return new WebhookRequest(
                unsigned.method(),
                "/" + secret.pathPart() + "/notifications",
                unsigned.query(),
                unsigned.headers(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns no headers, because the proof is in the URL and the body. */
    @Override
    public Set<String> proofHeaders() {
        return Set.of();
    }
}
