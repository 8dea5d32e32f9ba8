package io.grantkeeper.identity.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JoinedIdentityEvidenceTest {
    private static final IdentityId KEY =
            new IdentityId(new ConnectionId("openai-acme"), IdentityKind.API_KEY, "key_1");
    private static final PersonId MAKER = new PersonId(new ConnectionId("openai-acme"), "user-1");
    private static final PersonId OTHER = new PersonId(new ConnectionId("openai-acme"), "user-2");
    private static final Instant LISTED = Instant.parse("2026-11-24T06:00:00Z");
    private static final Instant READ_UP_TO = Instant.parse("2026-11-24T05:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void takesLastUseFromUsageIfLaterThanListing() {
        SourcedTimestamp use = joined(grant().withLastUsed(Timestamp.at(EARLIER)), usage(LATER))
                .lastUse();
        assertThat(use)
                .isEqualTo(new SourcedTimestamp(
                        Timestamp.at(LATER), Optional.of(AccessEvidenceKind.USAGE), Optional.of(READ_UP_TO)));
    }

    @Test
    void takesLastUseFromListingIfLaterThanUsage() {
        SourcedTimestamp use = joined(grant().withLastUsed(Timestamp.at(LATER)), usage(EARLIER))
                .lastUse();
        assertThat(use)
                .isEqualTo(new SourcedTimestamp(
                        Timestamp.at(LATER), Optional.of(AccessEvidenceKind.INVENTORY), Optional.of(LISTED)));
    }

    @Test
    void returnsUnknownLastUseIfNoSourceReportsOne() {
        assertThat(joined(grant()).lastUse())
                .isEqualTo(new SourcedTimestamp(Timestamp.unknown(), Optional.empty(), Optional.empty()));
    }

    @Test
    void takesGrantTimeFromLogIfListingHasNone() {
        JoinedIdentityEvidence evidence = joined(grant());
        assertThat(evidence.grantedAt(evidence.dossier().grants().getFirst()).source())
                .contains(AccessEvidenceKind.EVENT);
        JoinedIdentityEvidence dated = joined(grant().withGranted(KnownOrUnknown.unknown(), Timestamp.at(EARLIER)));
        assertThat(dated.grantedAt(dated.dossier().grants().getFirst()))
                .isEqualTo(new SourcedTimestamp(
                        Timestamp.at(EARLIER), Optional.of(AccessEvidenceKind.INVENTORY), Optional.of(LISTED)));
    }

    @Test
    void ignoresLogIfSeveralGrantsCoverEveryone() {
        JoinedIdentityEvidence evidence = joined(List.of(grant("key/1"), grant("key/2")));
        assertThat(evidence.dossier().grants())
                .allSatisfy(grant -> assertThat(evidence.grantedAt(grant)).isEqualTo(SourcedTimestamp.UNKNOWN));
    }

    @Test
    void takesGrantorFromLogIfListingHasNone() {
        JoinedIdentityEvidence evidence = joined(grant());
        assertThat(evidence.grantedBy(evidence.dossier().grants().getFirst()))
                .isEqualTo(new JoinedPersonEvidence(
                        KnownOrUnknown.known(MAKER), Optional.of(AccessEvidenceKind.EVENT), Optional.of(READ_UP_TO)));
        JoinedIdentityEvidence listed = joined(grant().withGranted(KnownOrUnknown.known(OTHER), Timestamp.unknown()));
        assertThat(listed.grantedBy(listed.dossier().grants().getFirst()))
                .isEqualTo(new JoinedPersonEvidence(
                        KnownOrUnknown.known(OTHER), Optional.of(AccessEvidenceKind.INVENTORY), Optional.of(LISTED)));
    }

    @Test
    void tracksSourcesOfGrantTimeAndGrantorSeparately() {
        JoinedIdentityEvidence evidence = joined(grant().withGranted(KnownOrUnknown.unknown(), Timestamp.at(EARLIER)));
        StoredRecord<Grant> grant = evidence.dossier().grants().getFirst();
        assertThat(evidence.grantedAt(grant).source()).contains(AccessEvidenceKind.INVENTORY);
        assertThat(evidence.grantedBy(grant).source()).contains(AccessEvidenceKind.EVENT);
    }

    @Test
    void doesNotTreatAddedSecretAsGrant() {
        IdentityId app = new IdentityId(KEY.connection(), IdentityKind.OAUTH_CLIENT, "app-1");
        JoinedIdentityEvidence evidence = joined(
                app,
                event(app, AccessEventType.GRANT_GIVEN, MAKER, EARLIER),
                event(app, AccessEventType.CREDENTIAL_ADDED, OTHER, LATER));
        StoredRecord<Grant> grant = evidence.dossier().grants().getFirst();
        assertThat(evidence.grantedAt(grant).value()).isEqualTo(Timestamp.at(EARLIER));
        assertThat(evidence.grantedBy(grant).value()).isEqualTo(KnownOrUnknown.known(MAKER));
        JoinedIdentityEvidence secretOnly = joined(app, event(app, AccessEventType.CREDENTIAL_ADDED, OTHER, LATER));
        assertThat(secretOnly.grantedAt(grant)).isEqualTo(SourcedTimestamp.UNKNOWN);
        assertThat(secretOnly.grantedBy(grant)).isEqualTo(JoinedPersonEvidence.UNKNOWN);
    }

    @Test
    void measuresDetectionDelayExceptForIdentitiesFoundInBaseline() {
        JoinedIdentityEvidence evidence = joined(grant());
        assertThat(evidence.detectionDelay())
                .contains(new JoinedIdentityEvidence.DetectionDelay(
                        EARLIER, Duration.between(EARLIER, LISTED), Optional.empty()));
        IdentityRecord identityRecord = evidence.dossier();
        StoredRecord<NonHumanIdentity> old =
                new StoredRecord<>(identityRecord.identity().content(), LISTED, LISTED, Optional.empty(), true);
        assertThat(new JoinedIdentityEvidence(
                                new IdentityRecord(
                                        old,
                                        identityRecord.grants(),
                                        List.of(),
                                        identityRecord.events(),
                                        List.of(),
                                        Optional.empty(),
                                        List.of()),
                                Optional.empty())
                        .detectionDelay())
                .isEmpty();
    }

    private static Grant grant() {
        return grant("key/1");
    }

    private static Grant grant(String name) {
        return Grant.of(name, GrantSubject.tenant(), "openai", PermissionKind.APPLICATION, List.of());
    }

    private static UsageHistory usage(Instant at) {
        return UsageHistory.of(
                new DailyUsage(KEY, KnownOrUnknown.unknown(), LocalDate.parse("2026-11-22"), at, new TreeSet<>()));
    }

    private static JoinedIdentityEvidence joined(Grant grant, UsageHistory... usage) {
        return joined(List.of(grant), usage);
    }

    private static AccessEvent event(IdentityId about, AccessEventType type, PersonId by, Instant at) {
        return new AccessEvent(
                type + "/" + at, type, KnownOrUnknown.known(about), KnownOrUnknown.known(by), at, new TreeMap<>());
    }

    private static JoinedIdentityEvidence joined(List<Grant> grants, UsageHistory... usage) {
        return joined(
                KEY, grants, List.of(event(KEY, AccessEventType.CREDENTIAL_ADDED, MAKER, EARLIER)), List.of(usage));
    }

    private static JoinedIdentityEvidence joined(IdentityId id, AccessEvent... events) {
        return joined(id, List.of(grant()), List.of(events), List.of());
    }

    private static JoinedIdentityEvidence joined(
            IdentityId id, List<Grant> grants, List<AccessEvent> events, List<UsageHistory> usage) {
        return new JoinedIdentityEvidence(
                new IdentityRecord(
                        stored(NonHumanIdentity.of(id, new ProviderId("openai"), "project-key", "checkout")),
                        grants.stream().map(JoinedIdentityEvidenceTest::stored).toList(),
                        List.of(),
                        events,
                        usage,
                        Optional.empty(),
                        List.of()),
                Optional.of(READ_UP_TO));
    }

    private static <T> StoredRecord<T> stored(T content) {
        return new StoredRecord<>(content, LISTED, LISTED, Optional.empty(), false);
    }
}
