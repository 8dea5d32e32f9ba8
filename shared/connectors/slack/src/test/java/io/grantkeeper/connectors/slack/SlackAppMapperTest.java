package io.grantkeeper.connectors.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.NonHumanIdentity;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An app in Slack's lists")
class SlackAppMapperTest {
    @Test
    void isNotIdentifiedByStatedUrlsOfSlackAndItsOwner() throws Exception {
        for (String host : new String[] {
            "slack.com",
            "www.slack.com",
            "acme.slack.com",
            "docs.slack.dev",
            "slack.dev",
            "help.salesforce.com",
            "SALESFORCE.COM"
        }) {
            assertThat(app("https://%s/tools".formatted(host)).domains())
                    .as(host)
                    .isEmpty();
        }
        assertThat(app("https://notslack.dev").domains()).containsExactly("notslack.dev");
    }

    private static NonHumanIdentity app(String homepage) throws Exception {
        String json = """
                {"id": "A0SYNC", "name": "Slack Sync", "app_homepage_url": "%s", "privacy_policy_url": "", "help_url": ""}
                """.formatted(homepage);
        return SlackAppMapper.read(
                new SlackIds(new ConnectionId("slack-acme")),
                JsonNodeReader.of("the app", json.getBytes(UTF_8)),
                Set.of());
    }
}
