package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.property.testkit.InputMutations;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that a genuine webhook with a damaged body is accepted, ignored or refused. */
class GitHubWebhookMutationTest {
    static final Map<String, String> PAYLOADS = Map.of(
            "installation_repositories",
            """
            {"action":"created","installation":{"id":2,"account":{"login":"acme"},"app_id":5725,"app_slug":"x","client_id":"Iv1.abc",
             "repository_selection":"all","created_at":1525109898,"updated_at":"2018-04-30T20:58:18+03:00"},"requester":{"login":"kim"},
             "repositories_added":[{"full_name":"acme/app"}],"sender":{"login":"octocat"}}""",
            "personal_access_token_request",
            """
            {"action":"created","personal_access_token_request":{"id":1,"permissions_result":{"organization":{"members":"read"}},
             "repository_selection":"subset","created_at":"2026-11-20T10:00:00Z","token_id":88,"token_name":"ci"},
             "organization":{"login":"acme"},"sender":{"login":"dana"}}""",
            "organization",
            """
            {"action":"member_removed","membership":{"user":{"login":"kim"}},"organization":{"login":"acme"},"sender":{"login":"dana"}}""",
            "deploy_key",
            """
            {"action":"created","key":{"id":100,"title":"ci","read_only":false,"created_at":"2026-11-20T10:00:00Z"},
             "repository":{"id":33,"name":"app","full_name":"acme/app","owner":{"login":"acme"}},"sender":{"login":"dana"}}""",
            "secret_scanning_alert",
            """
            {"action":"created","alert":{"secret_type":"github_personal_access_token"},"organization":{"login":"acme"}}""",
            "meta",
            """
            {"action":"deleted","hook_id":1,"hook":{"type":"Organization"},"organization":{"login":"acme"}}""");

    /** A delivery with a damaged body. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delivery(String event, byte[] body) {}

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Arbitraries.oneOf(PAYLOADS.entrySet().stream()
                .map(each -> InputMutations.of(each.getValue()).map(body -> new Delivery(each.getKey(), body)))
                .toList());
    }

    @Property(seed = "1", tries = 7_200)
    void acceptsIgnoresOrRefusesDamagedBody(@ForAll("deliveries") Delivery delivery) throws ConnectorException {
        WebhookOutcome outcome = GitHubTestWebhooks.deliver("acme", delivery.event(), delivery.body());
        assertThat(outcome).isNotNull();
        if (outcome instanceof WebhookOutcome.Refused refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }
}
