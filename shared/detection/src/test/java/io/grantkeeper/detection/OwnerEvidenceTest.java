package io.grantkeeper.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.IdentityRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Owner evidence")
class OwnerEvidenceTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final IdentityId OTTER = new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter");
    private static final KnownOrUnknown<PersonId> NEWCOMER = KnownOrUnknown.known(person(100));

    private static PersonId person(int number) {
        return new PersonId(GOOGLE, String.valueOf(number));
    }

    private static AccessEvent event(AccessEventType type, KnownOrUnknown<PersonId> actor) {
        return new AccessEvent("1", type, KnownOrUnknown.known(OTTER), actor, MONDAY, new TreeMap<>());
    }

    @Test
    void ignoresEventWithoutActorOrGrant() {
        assertThat(OwnerEvidence.of(event(AccessEventType.GRANT_GIVEN, KnownOrUnknown.unknown()), true))
                .isEmpty();
        assertThat(OwnerEvidence.of(event(AccessEventType.SIGNED_IN, NEWCOMER), true))
                .isEmpty();
    }

    private static UsageHistory used(int day, PersonId person) {
        return UsageHistory.of(new DailyUsage(
                OTTER,
                KnownOrUnknown.known(person),
                LocalDate.of(2026, 11, day),
                MONDAY.minus(Duration.ofDays(20 - day)),
                new TreeSet<>()));
    }

    private static IdentityRecord identityRecord(
            GrantSubject subject, List<AccessEvent> events, List<UsageHistory> usage) {
        Grant grant = Grant.of("g", subject, "google", PermissionKind.DELEGATED, List.of("openid"));
        NonHumanIdentity noteTaker = NonHumanIdentity.of(OTTER, new ProviderId("google"), "oauth-client", "Otter.ai");
        return new IdentityRecord(
                DetectionSamples.seen(noteTaker, MONDAY),
                List.of(DetectionSamples.seen(grant, MONDAY)),
                List.of(),
                events,
                usage,
                Optional.empty(),
                List.of());
    }

    @Test
    void listsPersonWhoGrantedTenantWideAccessAsInstaller() {
        List<AccessEvent> events = List.of(event(AccessEventType.GRANT_GIVEN, NEWCOMER));
        assertThat(OwnerEvidence.of(identityRecord(GrantSubject.tenant(), events, List.of())))
                .extracting(OwnerEvidenceItem::role)
                .containsExactly(OwnerRole.INSTALLER);
        assertThat(OwnerEvidence.of(identityRecord(GrantSubject.person(person(1)), events, List.of())))
                .extracting(OwnerEvidenceItem::role)
                .containsExactly(OwnerRole.GRANTER);
    }

    @Test
    void listsMostActiveUserAsOwnerEvidence() {
        List<UsageHistory> usage =
                List.of(used(1, person(1)), used(2, person(2)).merge(used(3, person(2))));
        assertThat(OwnerEvidence.of(identityRecord(GrantSubject.tenant(), List.of(), usage)))
                .singleElement()
                .satisfies(clue -> {
                    assertThat(clue.role()).isEqualTo(OwnerRole.MOST_ACTIVE_USER);
                    assertThat(clue.person()).isEqualTo(person(2));
                });
    }
}
