package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoogleServiceAccountsStreamTest {
    private final ScriptedSession script = GoogleScript.session()
            .withSetting(GoogleSettings.PROJECTS, " p2, p1 ,p2")
            .withResponse("GET /serviceAccounts?", """
                    {"nextPageToken":"n","accounts":[{"uniqueId":"777","email":"bot@p1.iam.gserviceaccount.com",
                      "displayName":"Build bot","oauth2ClientId":"777","disabled":true}]}""")
            .withResponse("GET pageToken=n", "{}")
            .withResponse("GET /keys", """
                    {"keys":[{"name":"projects/p1/serviceAccounts/bot/keys/k1","validAfterTime":"2026-01-02T03:04:05Z",
                        "validBeforeTime":"9999-12-31T23:59:59Z","keyOrigin":"GOOGLE_PROVIDED"},
                      {"name":"projects/p1/serviceAccounts/bot/keys/k2","validBeforeTime":"2027-01-01T00:00:00Z","disabled":true},
                      {"name":"k3"}]}""");

    @Test
    void plansOnePartitionPerProject() throws ConnectorException {
        assertThat(GoogleServiceAccountsStream.stream().partitions(script, Set.of("p0")))
                .extracting(Partition::id)
                .containsExactly("p0", "p1", "p2");
    }

    @Test
    void keepsClientIdOfAccountAsAlias() throws ConnectorException {
        NonHumanIdentity bot = read().of(IdentityObserved.class).getFirst().identity();
        assertThat(bot.id().externalId()).isEqualTo("777");
        assertThat(bot.aliases())
                .containsExactly(
                        new Alias("oauth-client-id", "777"),
                        new Alias("service-account-email", "bot@p1.iam.gserviceaccount.com"));
        assertThat(bot.standing()).isEqualTo(ProviderStatus.SUSPENDED);
    }

    @Test
    void readsYear9999AsNoExpiry() throws ConnectorException {
        List<Credential> keys = read().of(CredentialObserved.class).stream()
                .map(CredentialObserved::credential)
                .toList();
        assertThat(keys)
                .extracting(Credential::expires)
                .containsExactly(
                        Timestamp.never(), Timestamp.at(Instant.parse("2027-01-01T00:00:00Z")), Timestamp.unknown());
        assertThat(keys.getFirst().created()).isEqualTo(Timestamp.at(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(keys.get(1).standing()).isEqualTo(ProviderStatus.SUSPENDED);
        assertThat(script.sent())
                .anySatisfy(call -> assertThat(call.uri().getQuery()).isEqualTo("keyTypes=USER_MANAGED"));
    }

    private StreamSweep read() throws ConnectorException {
        script.withSetting(GoogleSettings.PROJECTS, "p1");
        return StreamSweep.of(GoogleServiceAccountsStream.stream(), script);
    }
}
