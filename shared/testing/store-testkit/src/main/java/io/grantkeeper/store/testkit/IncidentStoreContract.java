package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.IncidentStore.Link;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link IncidentStore} must pass. */
@DisplayName("An incident store")
public abstract class IncidentStoreContract {
    private final TenantId tenant = freshTenant();

    protected abstract IncidentStore store();

    private static IncidentEntry entry(int minute) {
        return new IncidentEntry(
                "entry-" + minute,
                minute(minute),
                IdentityId.parse("okta-acme/oauth-client/0oa1"),
                "okta:app/0oa1",
                Optional.of(new IncidentEntry.ProfileName("okta-acme", "app/0oa1")),
                "new-place",
                Severity.HIGH,
                "T1078.004",
                "Sync was used from a network where it never was.",
                Optional.of("unusual/new-place"),
                true);
    }

    @Test
    void returnsSavedIncidentToItsTenantOnly() {
        Incident saved = store().save(
                        tenant,
                        Incident.open("incident-1", minute(0)).with(entry(0), List.of("identity a", "network b")));
        assertThat(saved.version()).isEqualTo(1);
        assertThat(store().find(tenant, "incident-1")).contains(saved);
        assertThat(store().find(freshTenant(), "incident-1")).isEmpty();
        Incident closed = store().save(
                        tenant,
                        saved.closed(new Incident.Closure(IncidentVerdict.BENIGN, "ana", "a migration", minute(9))));
        assertThat(store().find(tenant, "incident-1")).contains(closed);
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        Incident first = store().save(tenant, Incident.open("incident-1", minute(0)));
        var _ = store().save(tenant, first.with(entry(1), List.of()));
        assertThatThrownBy(() -> store().save(tenant, first.with(entry(2), List.of())))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, Incident.open("incident-1", minute(0))))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().find(tenant, "incident-1").orElseThrow().timeline()).containsExactly(entry(1));
    }

    @Test
    void returnsLatestIncidentLinkedToEachKey() {
        store().link(tenant, List.of("identity a", "person b"), new Link("incident-1", minute(1)));
        store().link(tenant, List.of("person b"), new Link("incident-2", minute(2)));
        assertThat(store().links(tenant, List.of("identity a", "person b", "network c")))
                .isEqualTo(Map.of(
                        "identity a", new Link("incident-1", minute(1)),
                        "person b", new Link("incident-2", minute(2))));
        assertThat(store().links(freshTenant(), List.of("identity a"))).isEmpty();
    }

    @Test
    void listsIncidentsLatestFirst() {
        for (int i = 1; i <= 3; i++) {
            var _ = store().save(tenant, Incident.open("incident-" + i, minute(i)));
        }
        assertThat(StorePage.readAll(from -> store().recent(tenant, 2, from)))
                .extracting(Incident::id)
                .containsExactly("incident-3", "incident-2", "incident-1");
        assertThat(store().recent(freshTenant(), 9, Optional.empty()).items()).isEmpty();
    }
}
