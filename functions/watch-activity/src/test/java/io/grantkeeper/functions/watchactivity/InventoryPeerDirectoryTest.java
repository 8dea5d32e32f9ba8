package io.grantkeeper.functions.watchactivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.PeerFacts;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryPeerDirectoryTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final ConnectionId OKTA = new ConnectionId("okta-acme");
    private static final PersonId DANA = new PersonId(OKTA, "dana");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
    private final InventoryPeerDirectory directory = new InventoryPeerDirectory(
            new LoggedIdentityLookup(access, new InMemoryIdentityAliasStore(), CLOCK), access);

    private void identity(String id, String reach) {
        IdentityId identity = new IdentityId(OKTA, IdentityKind.OAUTH_CLIENT, id);
        observe(new AccessObservation.IdentityObserved(
                NonHumanIdentity.of(identity, new ProviderId("okta"), "service-app", "Sync")));
        access.saveSummary(
                TENANT,
                new IdentitySummary(
                        identity,
                        new ProviderId("okta"),
                        "service-app",
                        "Sync",
                        IdentityStatus.ACTIVE,
                        Severity.LOW,
                        AiVerdict.NO,
                        Optional.of("crm-sync"),
                        List.of(),
                        List.of(reach),
                        List.of(new OwnerCandidate(DANA, List.of())),
                        Timestamp.unknown(),
                        Timestamp.unknown(),
                        NOW,
                        NOW,
                        0));
    }

    private void observe(AccessObservation observation) {
        access.apply(TENANT, new ObservationBatch(NOW, false, List.of(observation)));
    }

    private void person(KnownOrUnknown<PersonId> manager, KnownOrUnknown<String> department) {
        observe(new AccessObservation.PersonObserved(
                Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), EmploymentStatus.ACTIVE)
                        .withManager(manager)
                        .withDepartment(department)));
    }

    private PeerFacts facts(String id) {
        return directory.find(TENANT, "okta-acme", ActivityParty.of(ActivityParty.Kind.APP, "app/" + id, "Sync"));
    }

    @Test
    void readsProductOwnerTeamAndAccessOfIdentity() {
        identity("0oa1", "read contacts");
        person(KnownOrUnknown.known(new PersonId(OKTA, "erin")), KnownOrUnknown.known("Sales"));
        PeerFacts facts = facts("0oa1");
        assertThat(facts.product()).isEqualTo("crm-sync");
        assertThat(facts.owner()).isEqualTo(DANA.toString());
        assertThat(facts.team()).isEqualTo(new PersonId(OKTA, "erin").toString());
        assertThat(facts.access()).isNotEmpty();
    }

    @Test
    void departmentIdentifiesTeamIfManagerIsUnknown() {
        identity("0oa1", "read contacts");
        person(KnownOrUnknown.unknown(), KnownOrUnknown.known("Sales"));
        assertThat(facts("0oa1").team()).isEqualTo("Sales");
    }

    @Test
    void accessIsEqualForIdentitiesWithSameCapabilities() {
        identity("0oa1", "read contacts");
        identity("0oa2", "read contacts");
        identity("0oa3", "read all mail");
        assertThat(facts("0oa1").access())
                .isEqualTo(facts("0oa2").access())
                .isNotEqualTo(facts("0oa3").access());
    }

    @Test
    void knowsNothingAboutIdentityThatIsNotInInventory() {
        assertThat(facts("other")).isEqualTo(PeerFacts.NONE);
    }
}
