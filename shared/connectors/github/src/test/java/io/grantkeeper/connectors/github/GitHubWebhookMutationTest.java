package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

@DisplayName("A genuine webhook with a damaged body")
class GitHubWebhookMutationTest {
    private static final int MUTATIONS = 400;

    private static final Map<String, String> PAYLOADS = Map.of(
            "installation",
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

    @RepeatedTest(3)
    void acceptsIgnoresOrRefusesDamagedBody(RepetitionInfo info) throws ConnectorException {
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        for (Map.Entry<String, String> payload : PAYLOADS.entrySet()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] body = JsonMutations.of(payload.getValue(), random);
                WebhookOutcome outcome = GitHubTestWebhooks.deliver("acme", payload.getKey(), body);
                assertThat(outcome).isNotNull();
                if (outcome instanceof WebhookOutcome.Refused refused) {
                    assertThat(refused.status()).isEqualTo(400);
                }
            }
        }
    }
}
