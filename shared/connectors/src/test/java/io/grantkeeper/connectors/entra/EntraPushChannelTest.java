package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.connector.webhook.PushChannel.Tended;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import io.grantkeeper.simulator.entra.EntraTenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntraPushChannelTest {
    private final Tenant tenant = new Tenant();
    private final EntraPushChannel channel = new EntraPushChannel();

    @AfterEach
    void close() {
        tenant.close();
    }

    private Tended tend(List<Subscription> standing) throws ConnectorException {
        return channel.tend(tenant.session(), standing, Optional.empty());
    }

    @Test
    void theFirstTendingReadsNothingAgain() throws ConnectorException {
        Tended tended = tend(List.of());
        assertThat(tended.subscriptions())
                .extracting(Subscription::stream)
                .containsExactly(
                        "delta:users", "delta:servicePrincipals", "delta:applications", "delta:oauth2PermissionGrants");
        assertThat(tended.rereads()).isEmpty();
    }

    @Test
    void whatChangedSinceIsReadAgainAlone() throws ConnectorException {
        Tended first = tend(List.of());
        Person person = tenant.simulator.company().people().active().getFirst();
        tenant.simulator.company().people().setStatus(person.id(), PersonStatus.SUSPENDED);
        String app = String.valueOf(tenant.entra()
                .tenant()
                .servicePrincipals()
                .all()
                .iterator()
                .next()
                .get("id"));
        tenant.entra().tenant().servicePrincipals().set(app, "accountEnabled", false);

        Tended second = tend(first.subscriptions());

        assertThat(second.rereads())
                .containsExactlyInAnyOrder(
                        DirectoryListing.onlyOne(UsersStream.ID, EntraTenant.userId(person.email())),
                        DirectoryListing.onlyOne(ServicePrincipalsStream.ID, app),
                        DirectoryListing.onlyOne(AppRolesStream.ID, app));
        assertThat(tend(second.subscriptions()).rereads()).isEmpty();
    }

    @Test
    void aRemovedGrantNamesNoAppSoAllGrantsAreReadAgain() throws ConnectorException {
        Tended first = tend(List.of());
        String grant = String.valueOf(
                tenant.entra().tenant().grants().all().iterator().next().get("id"));
        tenant.entra().tenant().grants().remove(grant);
        assertThat(tend(first.subscriptions()).rereads()).containsExactly(Partition.whole(DelegatedGrantsStream.ID));
    }

    @Test
    void aLinkThatIsLostLeadsToReadingEverythingAgain() throws ConnectorException {
        Tended first = tend(List.of());
        tenant.simulator.clock().advance(Duration.ofDays(8));

        Tended second = tend(first.subscriptions());

        assertThat(second.rereads())
                .contains(
                        Partition.whole(UsersStream.ID),
                        Partition.whole(DelegatedGrantsStream.ID),
                        Partition.whole(AppRolesStream.ID));
        assertThat(tend(second.subscriptions()).rereads()).isEmpty();
    }

    @Test
    void aFeedThatIsNotAllowedHoldsUpNoOther() throws ConnectorException {
        tenant.entra().permit(java.util.Set.of("Application.Read.All"));
        assertThat(tend(List.of()).subscriptions())
                .extracting(Subscription::stream)
                .containsExactly("delta:servicePrincipals", "delta:applications");
    }
}
