package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ReceivedCall;
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

/** Runs the whole connector contract, including a fault in each of several hundred calls. */
class GitHubContractIT extends ConnectorContract {
    GitHubContractIT() {
        super(
                GitHubConnector::new,
                GitHubContractDouble::start,
                FaultVariant.of("401", status(401, Map.of(), "Bad credentials"), InvalidToken.class),
                FaultVariant.of(
                                "403 with the required permission",
                                status(
                                        403,
                                        Map.of("x-accepted-github-permissions", "members=read"),
                                        "Resource not accessible by integration"),
                                InsufficientScope.class)
                        .onlyFor(call -> !isTokenCall(call)),
                FaultVariant.of(
                                "403 for a suspended installation",
                                status(403, Map.of(), "suspended"),
                                InvalidToken.class)
                        .onlyFor(GitHubContractIT::isTokenCall),
                FaultVariant.of("403 with an exhausted quota", exhaustedQuota(403), RateLimited.class),
                FaultVariant.of("429 with an exhausted quota", exhaustedQuota(429), RateLimited.class),
                FaultVariant.of(
                        "403 with retry-after", status(403, Map.of("retry-after", "60"), ""), RateLimited.class),
                FaultVariant.of(
                        "429 with retry-after", status(429, Map.of("retry-after", "60"), ""), RateLimited.class),
                FaultVariant.of("429 without retry-after", status(429, Map.of(), ""), RateLimited.class),
                FaultVariant.of(
                        "403 of a secondary limit without retry-after",
                        new InjectedFault.Status(
                                403,
                                Map.of(),
                                "{\"documentation_url\":\"https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits\"}"),
                        RateLimited.class),
                FaultVariant.of("410", status(410, Map.of(), "Gone"), NotOffered.class),
                FaultVariant.of(
                                "200 with a GraphQL rate limit",
                                new InjectedFault.Status(200, Map.of(), "{\"errors\":[{\"type\":\"RATE_LIMITED\"}]}"),
                                RateLimited.class)
                        .onlyFor(GitHubContractIT::isGraphQl),
                FaultVariant.of(
                                "200 with a GraphQL permission error",
                                new InjectedFault.Status(200, Map.of(), "{\"errors\":[{\"type\":\"FORBIDDEN\"}]}"),
                                InsufficientScope.class)
                        .onlyFor(GitHubContractIT::isGraphQl));
    }

    private static InjectedFault exhaustedQuota(int status) {
        return status(
                status, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1795520000"), "API rate limit");
    }

    private static InjectedFault status(int status, Map<String, String> headers, String message) {
        return new InjectedFault.Status(status, headers, "{\"message\":\"%s\"}".formatted(message));
    }

    private static boolean isTokenCall(ReceivedCall call) {
        return call.path().endsWith("/access_tokens");
    }

    private static boolean isGraphQl(ReceivedCall call) {
        return call.path().endsWith("/graphql");
    }

    @Override
    protected Set<String> totals() {
        return Set.of("total_count", "total_seats");
    }

    @Override
    protected Set<String> objectsWithDynamicKeys() {
        return Set.of("permissions", "organization", "repository", "other");
    }

    @Override
    protected Set<String> openEnumerations() {
        return Set.of("contents");
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("repository_selection", "credential_type", "enabled_repositories", "plan_type");
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return new WebhookFixture(
                new Signer(provider.credentials().get(GitHubCredentials.WEBHOOK_SECRET)),
                List.of(
                        sample(
                                "organization",
                                "{\"action\":\"member_removed\",\"membership\":{\"user\":{\"login\":\"kim\"}},\"organization\":{\"login\":\"larkfield\"},\"sender\":{\"login\":\"dana\"}}",
                                WebhookOutcome.Accepted.class),
                        sample(
                                "deploy_key",
                                "{\"action\":\"created\",\"key\":{\"id\":1,\"read_only\":true,\"created_at\":\"2026-11-20T10:00:00Z\"},\"repository\":{\"id\":33,\"name\":\"app\",\"full_name\":\"larkfield/app\",\"owner\":{\"login\":\"larkfield\"}},\"sender\":{\"login\":\"dana\"}}",
                                WebhookOutcome.Accepted.class),
                        sample(
                                "team",
                                "{\"action\":\"created\",\"organization\":{\"login\":\"larkfield\"}}",
                                WebhookOutcome.Ignored.class),
                        sample("ping", "{\"zen\":\"Keep it logically awesome.\"}", WebhookOutcome.Handshake.class)));
    }

    private static WebhookFixture.Sample sample(String event, String body, Class<? extends WebhookOutcome> becomes) {
        Map<String, String> headers =
                Map.of("x-github-event", event, "x-github-delivery", "delivery-" + event.replace('_', '-'));
        return new WebhookFixture.Sample(
                event,
                new WebhookRequest("POST", "/", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8)),
                becomes);
    }

    /**
     * Signs webhooks as GitHub does. GitHub signs only the body. The signature covers neither a timestamp nor the
     * headers that name the event and the delivery.
     */
    private record Signer(Secret secret) implements WebhookSigner {
        private static final String SIGNATURE = "x-hub-signature-256";

        @Override
        public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
            return WebhookSigner.withHeaders(
                    unsigned,
                    Map.of(SIGNATURE, "sha256=" + GitHubTestWebhooks.signature(secret.reveal(), unsigned.body())));
        }

        @Override
        public Set<String> proofHeaders() {
            return Set.of(SIGNATURE);
        }

        @Override
        public boolean coversBody() {
            return true;
        }

        @Override
        public boolean coversTime() {
            return false;
        }
    }
}
