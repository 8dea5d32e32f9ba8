package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Delivers GitHub's own webhook examples to the connector, each for the organization that the example names. */
final class GitHubVendorExamples {
    static final JsonMapper MAPPER = JsonMapper.shared();

    /** Events whose examples must all be handled; none of them may be ignored. */
    private static final Set<String> RECEIVED = Set.of(
            "installation",
            "installation_repositories",
            "installation_target",
            "github_app_authorization",
            "personal_access_token_request",
            "member",
            "deploy_key",
            "meta");

    private GitHubVendorExamples() {}

    /**
     * Delivers all examples of an event.
     *
     * @return the number of deliveries by outcome, for example {@code {Accepted=7}}
     */
    static Map<String, Integer> deliverAll(String event, JsonNode examples) throws ConnectorException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (JsonNode example : examples) {
            outcomes.merge(deliver(event, example), 1, Integer::sum);
        }
        return outcomes;
    }

    private static String deliver(String event, JsonNode example) throws ConnectorException {
        String body = MAPPER.writeValueAsString(example);
        WebhookOutcome outcome =
                GitHubTestWebhooks.deliver(account(example), event, body.getBytes(StandardCharsets.UTF_8));
        return switch (outcome) {
            case Accepted accepted -> {
                assertThat(accepted.event()).startsWith(event);
                assertThat(accepted.rereads().isEmpty() && accepted.evidence().isEmpty())
                        .isFalse();
                yield "Accepted";
            }
            case Ignored ignored -> {
                assertThat(ignored.reason()).isNotBlank();
                assertThat(RECEIVED).doesNotContain(event);
                yield "Ignored";
            }
            case Handshake _ -> {
                assertThat(event).isEqualTo("ping");
                yield "Handshake";
            }
            case Refused refused -> throw new AssertionError(event + " was refused: " + refused.reason());
        };
    }

    private static String account(JsonNode example) {
        String[] paths = {"/organization/login", "/installation/account/login", "/repository/owner/login"};
        for (String path : paths) {
            JsonNode login = example.at(path);
            if (login.isString()) {
                return login.stringValue();
            }
        }
        return "acme";
    }
}
