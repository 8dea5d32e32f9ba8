package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.TokenWebhookSigner;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.testkit.WebhookSigner;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
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

/**
 * Deliveries as Google pushes them to the connection that the contract tests use, with and without their channel token.
 */
record GooglePushFixture(PushChannelSecret secret) implements TokenWebhookSigner {
    private static final String CHANNEL = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String TOKEN = "x-goog-channel-token";

    static WebhookFixture of(ProviderDouble provider) {
        Secret configured = provider.credentials().getOrDefault(PushChannelSecret.SLOT, Secret.of(""));
        // The connection that the contract tests use. The token of its channel is not valid for any other connection.
        Connection connection = Connection.of(
                new TenantId("contract"), new ConnectionId("one"), GoogleConnector.PROVIDER, Map.of(), Map.of());
        GooglePushFixture fixture = new GooglePushFixture(PushChannelSecret.of(configured, connection));
        return new WebhookFixture(
                fixture,
                List.of(
                        fixture.sample("a new channel", "token", "sync", "", Ignored.class),
                        fixture.sample("a consent", "token", "authorize", GoogleTestRows.authorize(), Accepted.class),
                        fixture.sample(
                                "a delegation",
                                "admin",
                                "AUTHORIZE_API_CLIENT_ACCESS",
                                GoogleTestRows.row(
                                        "admin",
                                        GoogleTestRows.event(
                                                "AUTHORIZE_API_CLIENT_ACCESS",
                                                GoogleTestRows.parameter("API_CLIENT_NAME", "1234"))),
                                Accepted.class),
                        fixture.sample(
                                "a changed password",
                                "admin",
                                "CHANGE_PASSWORD",
                                GoogleTestRows.row("admin", GoogleTestRows.event("CHANGE_PASSWORD", "")),
                                Ignored.class)));
    }

    private WebhookFixture.Sample sample(
            String name, String application, String state, String body, Class<? extends WebhookOutcome> becomes) {
        return new WebhookFixture.Sample(
                name,
                new WebhookRequest(
                        "POST",
                        "/" + secret.pathPart() + "/" + application,
                        Map.of(),
                        Map.of(
                                "x-goog-channel-id", CHANNEL,
                                "x-goog-message-number", "10",
                                "x-goog-resource-state", state),
                        body.getBytes(StandardCharsets.UTF_8)),
                becomes);
    }

    @Override
    public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
        return WebhookSigner.withHeaders(unsigned, Map.of(TOKEN, secret.proof("token/" + CHANNEL)));
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of(TOKEN);
    }
}
