package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.TokenWebhookSigner;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.testkit.WebhookSigner;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Event hooks as Okta delivers them, with and without their fixed header. */
record OktaWebhookFixture(Secret secret) implements TokenWebhookSigner {
    static WebhookFixture of(ProviderDouble provider) {
        OktaWebhookFixture fixture = new OktaWebhookFixture(
                provider.credentials().getOrDefault(OktaSettings.EVENT_HOOK_SECRET, Secret.of("")));
        return new WebhookFixture(
                fixture,
                List.of(
                        sample("an API token", Accepted.class, OktaTestRows.tokenCreated("u-1")),
                        sample("a consent", Accepted.class, OktaTestRows.consent("u-2")),
                        sample(
                                "two at once",
                                Accepted.class,
                                OktaTestRows.tokenCreated("u-3"),
                                OktaTestRows.consent("u-4")),
                        sample("a sign-in", Ignored.class, OktaTestRows.event("u-5", "user.session.start", "[]"))));
    }

    private static WebhookFixture.Sample sample(
            String name, Class<? extends WebhookOutcome> becomes, String... events) {
        return new WebhookFixture.Sample(name, request(OktaTestRows.hook(events)), becomes);
    }

    static WebhookRequest request(String body) {
        return new WebhookRequest(
                "POST",
                "",
                Map.of(),
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
        return WebhookSigner.withHeaders(unsigned, Map.of("authorization", secret.reveal()));
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of("authorization");
    }
}
