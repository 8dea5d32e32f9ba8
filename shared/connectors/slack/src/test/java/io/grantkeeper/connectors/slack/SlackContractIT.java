package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.WebhookFixture;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class SlackContractIT extends ConnectorContract {
    SlackContractIT() {
        super(
                SlackConnector::new,
                SlackContractDouble::start,
                FaultVariant.of("401", status(401, Map.of(), "invalid_auth"), InvalidToken.class),
                FaultVariant.of("403", status(403, Map.of(), "no_permission"), InsufficientScope.class),
                FaultVariant.of(
                        "429 with Retry-After",
                        status(429, Map.of("retry-after", "30"), "ratelimited"),
                        RateLimited.class),
                FaultVariant.of(
                        "429 without Retry-After", new InjectedFault.Status(429, Map.of(), ""), RateLimited.class),
                FaultVariant.of("200 for an invalid token", ok("invalid_auth"), InvalidToken.class),
                FaultVariant.of("200 for a revoked token", ok("token_revoked"), InvalidToken.class),
                FaultVariant.of(
                        "200 for a scope",
                        new InjectedFault.Status(
                                200,
                                Map.of(),
                                "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"admin.apps:read\",\"provided\":\"users:read\"}"),
                        InsufficientScope.class),
                FaultVariant.of("200 for too many calls", ok("ratelimited"), RateLimited.class),
                FaultVariant.of("200 for an error at Slack", ok("internal_error"), Unavailable.class),
                FaultVariant.of("200 for a fatal error at Slack", ok("fatal_error"), Unavailable.class),
                FaultVariant.of("200 for another plan", ok("feature_not_enabled"), NotOffered.class),
                FaultVariant.of("200 for a restricted network", ok("accesslimited"), Misconfigured.class),
                FaultVariant.of("200 for an unknown code", ok("something_new"), UnexpectedResponse.class));
    }

    private static InjectedFault ok(String code) {
        return status(200, Map.of(), code);
    }

    private static InjectedFault status(int status, Map<String, String> headers, String code) {
        return new InjectedFault.Status(status, headers, "{\"ok\":false,\"error\":\"%s\"}".formatted(code));
    }

    @Override
    protected Set<String> totals() {
        return Set.of("total");
    }

    @Override
    protected Set<String> openEnumerations() {
        return Set.of("event_type");
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("token_type", "actor_type", "source", "type");
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        Secret secret = Objects.requireNonNull(provider.credentials().get(SlackCredentials.SIGNING_SECRET));
        return new WebhookFixture(
                new SlackEventSigner(secret),
                List.of(
                        sample(
                                "url_verification",
                                "{\"token\":\"legacy\",\"challenge\":\"3eZbrw1aB10FEMAGAZd4FyFQ\",\"type\":\"url_verification\"}",
                                WebhookOutcome.Handshake.class),
                        sample(
                                "app_requested",
                                SlackSampleEvents.callback(
                                        "{\"type\":\"app_requested\",\"app_request\":{\"id\":\"Ar1\",\"app\":{\"id\":\"A1\",\"name\":\"Notes\"},\"user\":{\"id\":\"U1\"}}}"),
                                WebhookOutcome.Accepted.class),
                        sample(
                                "user_change",
                                SlackSampleEvents.callback(
                                        "{\"type\":\"user_change\",\"user\":{\"id\":\"U1\",\"is_bot\":false,\"deleted\":true}}"),
                                WebhookOutcome.Accepted.class),
                        sample(
                                "app_mention",
                                SlackSampleEvents.callback(
                                        "{\"type\":\"app_mention\",\"user\":\"U1\",\"text\":\"hello\"}"),
                                WebhookOutcome.Ignored.class)));
    }

    private static WebhookFixture.Sample sample(String name, String body, Class<? extends WebhookOutcome> becomes) {
        return new WebhookFixture.Sample(name, SlackEventSigner.unsigned(body), becomes);
    }
}
