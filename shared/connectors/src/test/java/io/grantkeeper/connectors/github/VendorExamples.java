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

/** Plays GitHub's own examples of webhooks to the connector, each in the organisation that it speaks of. */
final class VendorExamples {
    static final JsonMapper MAPPER = JsonMapper.shared();

    /** Events of which every example must be heard, not left alone. */
    private static final Set<String> HEARD = Set.of(
            "installation",
            "installation_repositories",
            "installation_target",
            "github_app_authorization",
            "personal_access_token_request",
            "member",
            "deploy_key",
            "meta");

    private VendorExamples() {}

    /**
     * Delivers all examples of an event.
     *
     * @return how many became what, for example {@code {Accepted=7}}
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
        WebhookOutcome outcome = Webhooks.deliver(account(example), event, body.getBytes(StandardCharsets.UTF_8));
        return switch (outcome) {
            case Accepted accepted -> {
                assertThat(accepted.event()).startsWith(event);
                assertThat(accepted.rereads().isEmpty() && accepted.evidence().isEmpty())
                        .isFalse();
                yield "Accepted";
            }
            case Ignored ignored -> {
                assertThat(ignored.reason()).isNotBlank();
                assertThat(HEARD).doesNotContain(event);
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
