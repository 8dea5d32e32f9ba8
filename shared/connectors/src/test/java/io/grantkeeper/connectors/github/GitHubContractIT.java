package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.testkit.Call;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
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
import java.util.TreeMap;

/** The whole contract, with trouble at each of some hundred calls. */
class GitHubContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new GitHubConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return new ContractDouble(options);
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", status(401, Map.of(), "Bad credentials"), InvalidToken.class),
                FaultForm.of(
                                "403 with the permission that was wanted",
                                status(
                                        403,
                                        Map.of("x-accepted-github-permissions", "members=read"),
                                        "Resource not accessible by integration"),
                                InsufficientScope.class)
                        .onlyFor(call -> !isTokenCall(call)),
                FaultForm.of("403 for a suspended installation", status(403, Map.of(), "suspended"), InvalidToken.class)
                        .onlyFor(GitHubContractIT::isTokenCall),
                FaultForm.of("403 with a spent quota", spentQuota(403), RateLimited.class),
                FaultForm.of("429 with a spent quota", spentQuota(429), RateLimited.class),
                FaultForm.of("403 with retry-after", status(403, Map.of("retry-after", "60"), ""), RateLimited.class),
                FaultForm.of("429 with retry-after", status(429, Map.of("retry-after", "60"), ""), RateLimited.class),
                FaultForm.of("429 without a hint", status(429, Map.of(), ""), RateLimited.class),
                FaultForm.of(
                        "403 of a secondary limit without a hint",
                        new Fault.Status(
                                403,
                                Map.of(),
                                "{\"documentation_url\":\"https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits\"}"),
                        RateLimited.class),
                FaultForm.of("410", status(410, Map.of(), "Gone"), NotOffered.class),
                FaultForm.of(
                                "200 with a GraphQL limit",
                                new Fault.Status(200, Map.of(), "{\"errors\":[{\"type\":\"RATE_LIMITED\"}]}"),
                                RateLimited.class)
                        .onlyFor(GitHubContractIT::isGraphQl),
                FaultForm.of(
                                "200 with a GraphQL refusal",
                                new Fault.Status(200, Map.of(), "{\"errors\":[{\"type\":\"FORBIDDEN\"}]}"),
                                InsufficientScope.class)
                        .onlyFor(GitHubContractIT::isGraphQl));
    }

    private static Fault spentQuota(int status) {
        return status(
                status, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1795520000"), "API rate limit");
    }

    private static Fault status(int status, Map<String, String> headers, String message) {
        return new Fault.Status(status, headers, "{\"message\":\"%s\"}".formatted(message));
    }

    private static boolean isTokenCall(Call call) {
        return call.path().endsWith("/access_tokens");
    }

    private static boolean isGraphQl(Call call) {
        return call.path().endsWith("/graphql");
    }

    @Override
    protected Set<String> openObjects() {
        return Set.of("permissions", "organization", "repository", "other");
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("repository_selection", false),
                new UnknownValue("contents", true),
                new UnknownValue("credential_type", false),
                new UnknownValue("enabled_repositories", false),
                new UnknownValue("plan_type", false));
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

    /** GitHub signs the body alone: neither event and delivery headers nor a time. */
    private record Signer(Secret secret) implements WebhookSigner {
        private static final String SIGNATURE = "x-hub-signature-256";

        @Override
        public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
            Map<String, String> headers = new TreeMap<>(unsigned.headers());
            headers.put(SIGNATURE, "sha256=" + Webhooks.signature(secret.reveal(), unsigned.body()));
            return new WebhookRequest(unsigned.method(), unsigned.path(), unsigned.query(), headers, unsigned.body());
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
