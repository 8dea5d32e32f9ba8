package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.entra.EntraTenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntraPushChannelTest {
    private final EntraTestTenant tenant = new EntraTestTenant();
    private final EntraPushChannel channel = new EntraPushChannel();

    @AfterEach
    void close() {
        tenant.close();
    }

    private MaintenanceResult maintain(List<Subscription> standing) throws ConnectorException {
        return channel.maintain(tenant.session(), standing, Optional.empty());
    }

    @Test
    void requestsNoRereadsOnFirstRun() throws ConnectorException {
        MaintenanceResult maintained = maintain(List.of());
        assertThat(maintained.subscriptions())
                .extracting(Subscription::stream)
                .containsExactly(
                        "delta:users", "delta:servicePrincipals", "delta:applications", "delta:oauth2PermissionGrants");
        assertThat(maintained.rereads()).isEmpty();
    }

    @Test
    void rereadsOnlyChangedObjects() throws ConnectorException {
        MaintenanceResult first = maintain(List.of());
        CompanyPerson person = tenant.simulator.company().people().active().getFirst();
        tenant.simulator.company().people().setStatus(person.id(), GoogleAccountStatus.SUSPENDED);
        String app = String.valueOf(tenant.entra()
                .tenant()
                .servicePrincipals()
                .all()
                .iterator()
                .next()
                .get("id"));
        tenant.entra().tenant().servicePrincipals().set(app, "accountEnabled", false);

        MaintenanceResult second = maintain(first.subscriptions());

        assertThat(second.rereads())
                .containsExactlyInAnyOrder(
                        EntraListingStream.singleObject(EntraUsersStream.ID, EntraTenant.userId(person.email())),
                        EntraListingStream.singleObject(EntraServicePrincipalsStream.ID, app),
                        EntraListingStream.singleObject(EntraAppRolesStream.ID, app));
        assertThat(maintain(second.subscriptions()).rereads()).isEmpty();
    }

    @Test
    void rereadsAllGrantsIfRemovedGrantNamesNoApp() throws ConnectorException {
        MaintenanceResult first = maintain(List.of());
        String grant = String.valueOf(
                tenant.entra().tenant().grants().all().iterator().next().get("id"));
        tenant.entra().tenant().grants().remove(grant);
        assertThat(maintain(first.subscriptions()).rereads())
                .containsExactly(Partition.whole(EntraDelegatedGrantsStream.ID));
    }

    @Test
    void rereadsEverythingIfDeltaLinkExpires() throws ConnectorException {
        MaintenanceResult first = maintain(List.of());
        tenant.simulator.clock().advance(Duration.ofDays(8));

        MaintenanceResult second = maintain(first.subscriptions());

        assertThat(second.rereads())
                .contains(
                        Partition.whole(EntraUsersStream.ID),
                        Partition.whole(EntraDelegatedGrantsStream.ID),
                        Partition.whole(EntraAppRolesStream.ID));
        assertThat(maintain(second.subscriptions()).rereads()).isEmpty();
    }

    @Test
    void followsOtherDeltaQueriesIfOneIsForbidden() throws ConnectorException {
        tenant.entra().restrictPermissions(java.util.Set.of("Application.Read.All"));
        assertThat(maintain(List.of()).subscriptions())
                .extracting(Subscription::stream)
                .containsExactly("delta:servicePrincipals", "delta:applications");
    }
}
