package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.Tended;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sweep for missed deliveries")
class MissedDeliveriesTest {
    private final ScriptedGitHub github = new ScriptedGitHub();

    @BeforeEach
    void setUpAnApp() {
        github.settings.put(GitHubSettings.INSTALLATION_ID, "100");
        github.credentials.put(GitHubCredentials.APP_PRIVATE_KEY, "never read here");
    }

    @Test
    void asksAgainForWhatNeverArrivedAndReadsTheListingAgain() throws ConnectorException {
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
        Tended tended = tend();
        assertThat(tended.rereads()).containsExactly(Partition.whole(Installations.ID));
        assertThat(github.asked)
                .extracting(Object::toString)
                .containsExactly(
                        "GET api.github.com/app/hook/deliveries",
                        "GET api.github.com/app/hook/deliveries",
                        "POST api.github.com/app/hook/deliveries/5/attempts");
        assertThat(github.asked.get(1).uri().getQuery()).contains("cursor=v1_2");
    }

    @Test
    void givesUpOnAReceiverThatFailsAgainAndAgainButReadsTheListing() throws ConnectorException {
        github.answer("[%s,%s,%s,%s]"
                .formatted(
                        row(5, "aaa", "2026-11-24T11:00:00Z", 502, "member", 100),
                        row(4, "aaa", "2026-11-24T10:00:00Z", 502, "member", 100),
                        row(3, "aaa", "2026-11-24T09:00:00Z", 502, "member", 100),
                        row(2, "aaa", "2026-11-24T08:00:00Z", 502, "member", 100)));
        assertThat(tend().rereads()).containsExactly(Partition.whole(People.ID));
        assertThat(github.asked).hasSize(1);
    }

    @Test
    void readsTheTokensAgainWhereAnAlertOfALeakedOneIsLost() throws ConnectorException {
        github.answer("[%s]".formatted(row(5, "aaa", "2026-11-24T11:00:00Z", 502, "secret_scanning_alert", 100)))
                .answer(202, Map.of(), "{}");
        assertThat(tend().rereads())
                .containsExactly(Partition.whole(FineGrainedTokens.ID), Partition.whole(AuthorizedCredentials.ID));
    }

    @Test
    void goesOnWhereGitHubHasForgottenADelivery() throws ConnectorException {
        github.answer("[%s,%s]"
                        .formatted(
                                row(5, "aaa", "2026-11-24T11:00:00Z", 502, "member", 100),
                                row(4, "bbb", "2026-11-24T10:00:00Z", 502, "installation", 100)))
                .answer(404, Map.of(), "{}")
                .answer(202, Map.of(), "{}");
        assertThat(tend().rereads()).hasSize(2);
        assertThat(github.asked).hasSize(3);
    }

    private Tended tend() throws ConnectorException {
        return new MissedDeliveries(new InstallationTokens()).tend(github, List.of(), Optional.empty());
    }

    private static String row(int id, String guid, String at, int status, String event, int installation) {
        return """
                {"id":%d,"guid":"%s","delivered_at":"%s","status":"?","status_code":%d,"event":"%s","action":"x",
                 "installation_id":%d,"repository_id":null,"redelivery":false,"duration":0.1}""".formatted(id, guid, at, status, event, installation);
    }
}
