package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.testkit.WebhookSigner;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract test of the example connector. It shows everything that the author of a connector has to write. */
abstract class AcmeContract extends ConnectorContract {
    AcmeContract(ConnectorFlaw defect) {
        super(
                () -> new AcmeConnector(defect),
                AcmeDouble::new,
                FaultVariant.of("401", InjectedFault.Status.of(401), ConnectorProblem.InvalidToken.class),
                FaultVariant.of("403", InjectedFault.Status.of(403), ConnectorProblem.InsufficientScope.class),
                FaultVariant.of(
                        "429 with Retry-After",
                        new InjectedFault.Status(429, Map.of("retry-after", "7"), "{}"),
                        ConnectorProblem.RateLimited.class));
    }

    @Override
    protected Set<String> openEnumerations() {
        return Set.of("level");
    }

    @Override
    protected Set<String> totals() {
        return Set.of("total");
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return new WebhookFixture(
                new Signer(provider.credentials().get("webhook-secret")),
                List.of(
                        new WebhookFixture.Sample(
                                "integration.added",
                                delivery("{\"delivery\":\"d-1\",\"event\":\"integration.added\"}"),
                                WebhookOutcome.Accepted.class),
                        new WebhookFixture.Sample(
                                "note.changed",
                                delivery("{\"delivery\":\"d-2\",\"event\":\"note.changed\"}"),
                                WebhookOutcome.Ignored.class)));
    }

    private static WebhookRequest delivery(String body) {
        return new WebhookRequest("POST", "/", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private record Signer(Secret secret) implements WebhookSigner {
        @Override
        public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
            return WebhookSigner.withHeaders(
                    unsigned,
                    Map.of(
                            AcmeWebhooks.TIME,
                            at.toString(),
                            AcmeWebhooks.SIGNATURE,
                            AcmeWebhooks.sign(secret, at.toString(), unsigned.body())));
        }

        @Override
        public Set<String> proofHeaders() {
            return Set.of(AcmeWebhooks.TIME, AcmeWebhooks.SIGNATURE);
        }

        @Override
        public boolean coversBody() {
            return true;
        }

        @Override
        public boolean coversTime() {
            return true;
        }
    }
}
