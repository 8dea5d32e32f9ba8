package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The search for missed deliveries")
class GitHubPushChannelTest {
    private final ScriptedGitHub github = new ScriptedGitHub();

    @BeforeEach
    void setUpAnApp() {
        github.settings.put(GitHubSettings.INSTALLATION_ID, "100");
        github.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, "never read here");
    }

    @Test
    void requestsRedeliveryOfFailedDeliveriesAndRereadsListing() throws ConnectorException {
        github.answer(
                        200,
                        Map.of(
                                "link",
                                "<https://api.github.com/app/hook/deliveries?per_page=100&cursor=v1_2>; rel=\"next\""),
                        "[%s,%s,%s]"
                                .formatted(
                                        row(5, "aaa", "2026-11-24T11:00:00Z", 502, "installation", 100),
                                        row(4, "bbb", "2026-11-24T10:00:00Z", 200, "organization", 100),
                                        row(3, "bbb", "2026-11-24T09:00:00Z", 504, "organization", 100)))
                .answer("[%s,%s,%s]"
                        .formatted(
                                row(2, "ccc", "2026-11-23T10:00:00Z", 0, "organization", 999),
                                row(1, "ddd", "2026-11-23T09:00:00Z", 500, "pull_request", 100),
                                row(0, "eee", "2026-11-20T10:00:00Z", 500, "organization", 100)))
                .answer(202, Map.of(), "{}");
        MaintenanceResult maintained = maintain();
        assertThat(maintained.rereads()).containsExactly(Partition.whole(GitHubInstallationsStream.ID));
        assertThat(github.asked)
                .extracting(Object::toString)
                .containsExactly(
                        "GET api.github.com/app/hook/deliveries",
                        "GET api.github.com/app/hook/deliveries",
                        "POST api.github.com/app/hook/deliveries/5/attempts");
        assertThat(github.asked.get(1).uri().getQuery()).contains("cursor=v1_2");
    }

    @Test
    void stopsRedeliveryAfterRepeatedFailuresButRereadsListing() throws ConnectorException {
        github.answer("[%s,%s,%s,%s]"
                .formatted(
                        row(5, "aaa", "2026-11-24T11:00:00Z", 502, "member", 100),
                        row(4, "aaa", "2026-11-24T10:00:00Z", 502, "member", 100),
                        row(3, "aaa", "2026-11-24T09:00:00Z", 502, "member", 100),
                        row(2, "aaa", "2026-11-24T08:00:00Z", 502, "member", 100)));
        assertThat(maintain().rereads()).containsExactly(Partition.whole(GitHubMembersStream.ID));
        assertThat(github.asked).hasSize(1);
    }

    @Test
    void rereadsTokensIfDeliveryOfSecretScanningAlertFails() throws ConnectorException {
        github.answer("[%s]".formatted(row(5, "aaa", "2026-11-24T11:00:00Z", 502, "secret_scanning_alert", 100)))
                .answer(202, Map.of(), "{}");
        assertThat(maintain().rereads())
                .containsExactly(
                        Partition.whole(GitHubFineGrainedTokensStream.ID),
                        Partition.whole(GitHubCredentialAuthorizationsStream.ID));
    }

    @Test
    void requestsRemainingRedeliveriesIfGitHubHasDiscardedOneDelivery() throws ConnectorException {
        github.answer("[%s,%s]"
                        .formatted(
                                row(5, "aaa", "2026-11-24T11:00:00Z", 502, "member", 100),
                                row(4, "bbb", "2026-11-24T10:00:00Z", 502, "installation", 100)))
                .answer(404, Map.of(), "{}")
                .answer(202, Map.of(), "{}");
        assertThat(maintain().rereads()).hasSize(2);
        assertThat(github.asked).hasSize(3);
    }

    private MaintenanceResult maintain() throws ConnectorException {
        return new GitHubPushChannel(new GitHubInstallationTokens()).maintain(github, List.of(), Optional.empty());
    }

    private static String row(int id, String guid, String at, int status, String event, int installation) {
        return """
                {"id":%d,"guid":"%s","delivered_at":"%s","status":"?","status_code":%d,"event":"%s","action":"x",
                 "installation_id":%d,"repository_id":null,"redelivery":false,"duration":0.1}""".formatted(id, guid, at, status, event, installation);
    }
}
