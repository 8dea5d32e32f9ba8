package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceAccountsStreamTest {
    private final Script script = new Script()
            .withSetting(GoogleSettings.PROJECTS, " p2, p1 ,p2")
            .answering("GET /serviceAccounts?", """
                    {"nextPageToken":"n","accounts":[{"uniqueId":"777","email":"bot@p1.iam.gserviceaccount.com",
                      "displayName":"Build bot","oauth2ClientId":"777","disabled":true}]}""")
            .answering("GET pageToken=n", "{}")
            .answering("GET /keys", """
                    {"keys":[{"name":"projects/p1/serviceAccounts/bot/keys/k1","validAfterTime":"2026-01-02T03:04:05Z",
                        "validBeforeTime":"9999-12-31T23:59:59Z","keyOrigin":"GOOGLE_PROVIDED"},
                      {"name":"projects/p1/serviceAccounts/bot/keys/k2","validBeforeTime":"2027-01-01T00:00:00Z","disabled":true},
                      {"name":"k3"}]}""");

    @Test
    void aPartitionIsAProject() throws ConnectorException {
        assertThat(new ServiceAccountsStream().partitions(script, Set.of("p0")))
                .extracting(Partition::id)
                .containsExactly("p0", "p1", "p2");
    }

    @Test
    void anAccountIsKnownByItsClientIdToo_whichDelegationNames() throws ConnectorException {
        NonHumanIdentity bot = read().of(IdentityObserved.class).getFirst().identity();
        assertThat(bot.id().externalId()).isEqualTo("777");
        assertThat(bot.aliases())
                .containsExactly(
                        new Alias("oauth-client-id", "777"),
                        new Alias("service-account-email", "bot@p1.iam.gserviceaccount.com"));
        assertThat(bot.standing()).isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void theYear9999MeansThatAKeyDoesNotExpire() throws ConnectorException {
        List<Credential> keys = read().of(CredentialObserved.class).stream()
                .map(CredentialObserved::credential)
                .toList();
        assertThat(keys)
                .extracting(Credential::expires)
                .containsExactly(Moment.never(), Moment.at(Instant.parse("2027-01-01T00:00:00Z")), Moment.unknown());
        assertThat(keys.getFirst().created()).isEqualTo(Moment.at(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(keys.get(1).standing()).isEqualTo(Standing.SUSPENDED);
        assertThat(script.sent)
                .anySatisfy(call -> assertThat(call.uri().getQuery()).isEqualTo("keyTypes=USER_MANAGED"));
    }

    private Sweep read() throws ConnectorException {
        script.withSetting(GoogleSettings.PROJECTS, "p1");
        return Sweep.of(new ServiceAccountsStream(), script);
    }
}
