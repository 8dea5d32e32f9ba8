package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class SlackContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new SlackConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", status(401, Map.of(), "invalid_auth"), InvalidToken.class),
                FaultForm.of("403", status(403, Map.of(), "no_permission"), InsufficientScope.class),
                FaultForm.of(
                        "429 with Retry-After",
                        status(429, Map.of("retry-after", "30"), "ratelimited"),
                        RateLimited.class),
                FaultForm.of("429 without a hint", new Fault.Status(429, Map.of(), ""), RateLimited.class),
                FaultForm.of("200 for a bad token", ok("invalid_auth"), InvalidToken.class),
                FaultForm.of("200 for a revoked token", ok("token_revoked"), InvalidToken.class),
                FaultForm.of(
                        "200 for a scope",
                        new Fault.Status(
                                200,
                                Map.of(),
                                "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"admin.apps:read\",\"provided\":\"users:read\"}"),
                        InsufficientScope.class),
                FaultForm.of("200 for too many calls", ok("ratelimited"), RateLimited.class),
                FaultForm.of("200 for trouble at Slack", ok("internal_error"), Unavailable.class),
                FaultForm.of("200 for worse trouble", ok("fatal_error"), Unavailable.class),
                FaultForm.of("200 for another plan", ok("feature_not_enabled"), NotOffered.class),
                FaultForm.of("200 for a closed network", ok("accesslimited"), Misconfigured.class),
                FaultForm.of("200 for a code that is new", ok("something_new"), UnexpectedResponse.class));
    }

    private static Fault ok(String code) {
        return status(200, Map.of(), code);
    }

    private static Fault status(int status, Map<String, String> headers, String code) {
        return new Fault.Status(status, headers, "{\"ok\":false,\"error\":\"%s\"}".formatted(code));
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("token_type", false),
                new UnknownValue("actor_type", false),
                new UnknownValue("event_type", true),
                new UnknownValue("source", false),
                new UnknownValue("type", false));
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        Secret secret = Objects.requireNonNull(provider.credentials().get(SlackTokens.SIGNING_SECRET));
        return new WebhookFixture(
                new EventSigner(secret),
                List.of(
                        sample(
                                "url_verification",
                                "{\"token\":\"legacy\",\"challenge\":\"3eZbrw1aB10FEMAGAZd4FyFQ\",\"type\":\"url_verification\"}",
                                WebhookOutcome.Handshake.class),
                        sample(
                                "app_requested",
                                SampleEvents.callback(
                                        "{\"type\":\"app_requested\",\"app_request\":{\"id\":\"Ar1\",\"app\":{\"id\":\"A1\",\"name\":\"Notes\"},\"user\":{\"id\":\"U1\"}}}"),
                                WebhookOutcome.Accepted.class),
                        sample(
                                "user_change",
                                SampleEvents.callback(
                                        "{\"type\":\"user_change\",\"user\":{\"id\":\"U1\",\"is_bot\":false,\"deleted\":true}}"),
                                WebhookOutcome.Accepted.class),
                        sample(
                                "app_mention",
                                SampleEvents.callback("{\"type\":\"app_mention\",\"user\":\"U1\",\"text\":\"hello\"}"),
                                WebhookOutcome.Ignored.class)));
    }

    private static WebhookFixture.Sample sample(String name, String body, Class<? extends WebhookOutcome> becomes) {
        return new WebhookFixture.Sample(name, EventSigner.unsigned(body), becomes);
    }
}
