package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
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
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionProvider;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Drift from an approval of record")
class DriftDetectorTest {
    private static final String SCOPE = "https://www.googleapis.com/auth/";
    private static final String CALENDAR = SCOPE + "calendar.readonly";
    private static final String ALL_CALENDAR = SCOPE + "calendar";
    private static final String SEND = SCOPE + "gmail.send";
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final ConnectionId GITHUB = new ConnectionId("github-acme");
    private static final PersonId DANA = new PersonId(GOOGLE, "dana");
    private static final PersonId ERIN = new PersonId(GOOGLE, "erin");
    private static final PersonId MAX = new PersonId(GOOGLE, "max");
    private static final Instant WEDNESDAY = TUESDAY.plus(Duration.ofDays(1));

    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    private static NonHumanIdentity otter() {
        return NonHumanIdentity.of(
                new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter"),
                new ProviderId("google"),
                "oauth-client",
                "Otter.ai");
    }

    private static NonHumanIdentity bot() {
        return NonHumanIdentity.of(
                new IdentityId(GITHUB, IdentityKind.BOT, "ci"), new ProviderId("github"), "github-app", "CI bot");
    }

    private static Grant by(PersonId person, String... scopes) {
        return Grant.of(
                        "user/" + person.externalId(),
                        GrantSubject.person(person),
                        "google",
                        PermissionKind.OAUTH_SCOPE,
                        List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static Grant forEveryone(String... scopes) {
        return Grant.of("tenant", GrantSubject.tenant(), "google", PermissionKind.OAUTH_SCOPE, List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static Grant installation(ResourceReach reach, String... scopes) {
        return Grant.of("install", GrantSubject.tenant(), "github", PermissionKind.APP_PERMISSION, List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE)
                .withReach(reach);
    }

    private IdentityRecord recordOf(NonHumanIdentity identity, List<Grant> grants) {
        return recordOf(identity, grants, List.of(), List.of());
    }

    private IdentityRecord recordOf(
            NonHumanIdentity identity, List<Grant> grants, List<Credential> credentials, List<UsageHistory> usage) {
        return recordOf(identity, grants, credentials, usage, List.of());
    }

    private IdentityRecord recordOf(
            NonHumanIdentity identity,
            List<Grant> grants,
            List<Credential> credentials,
            List<UsageHistory> usage,
            List<Finding> findings) {
        IdentityRecord rows = new IdentityRecord(
                live(identity),
                grants.stream().map(DriftDetectorTest::live).toList(),
                credentials.stream().map(DriftDetectorTest::live).toList(),
                List.of(),
                usage,
                Optional.empty(),
                findings);
        return rows.withSummary(detector.summary(rows, TUESDAY));
    }

    private static <T> StoredRecord<T> live(T row) {
        return new StoredRecord<>(row, MONDAY, MONDAY, Optional.empty(), false, true);
    }

    private static ApprovalOfRecord approved(IdentityRecord shown) {
        return approved(
                new ApprovalSubject.OneIdentity(shown.identity().content().id()),
                Optional.of(ApprovableAccess.scopeOf(shown)));
    }

    private static ApprovalOfRecord approved(ApprovalSubject subject, Optional<ApprovedScope> scope) {
        return ApprovalOfRecord.first(subject, MONDAY)
                .decided(
                        ApprovalDecision.of(
                                ApprovalState.APPROVED,
                                "dana@acme.example",
                                ApprovalDecision.Source.ANSWER,
                                MONDAY,
                                "pilot"),
                        scope,
                        ApprovalConditions.none());
    }

    private List<ApprovalDrift> drift(IdentityRecord now, ApprovalOfRecord approval) {
        return detector.drift(now, approval, PersonId::externalId, TUESDAY);
    }

    private static UsageHistory used(PersonId person, Instant at, String... calls) {
        return UsageHistory.of(new DailyUsage(
                otter().id(),
                KnownOrUnknown.known(person),
                LocalDate.parse(at.toString().substring(0, 10)),
                at,
                new TreeSet<>(List.of(calls))));
    }

    @Test
    void reportsPermissionThatNoApprovedPermissionImplies() {
        IdentityRecord shown = recordOf(otter(), List.of(by(DANA, CALENDAR)));
        List<ApprovalDrift> drift = drift(recordOf(otter(), List.of(by(DANA, CALENDAR, SEND))), approved(shown));
        assertThat(drift).extracting(ApprovalDrift::kind).containsExactly(DriftKind.ACCESS);
        ApprovalDrift access = drift.getFirst();
        assertThat(access.headline()).startsWith("can send mail as you, but was approved only to read");
        assertThat(access.approved())
                .containsExactlyElementsOf(shown.summary().orElseThrow().reaches());
        assertThat(access.current()).containsExactly("send mail as you");
    }

    @Test
    void acceptsNarrowerAndRewrittenPermissions() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, ALL_CALENDAR, SEND))));
        assertThat(drift(recordOf(otter(), List.of(by(DANA, SEND, CALENDAR))), approval))
                .isEmpty();
        assertThat(drift(recordOf(otter(), List.of(by(DANA, SEND + " " + CALENDAR))), approval))
                .isEmpty();
    }

    @Test
    void reportsTenantWideGrantOfApprovedPermissionAsReachDrift() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        List<ApprovalDrift> drift = drift(recordOf(otter(), List.of(forEveryone(CALENDAR))), approval);
        assertThat(drift).extracting(ApprovalDrift::kind).containsExactly(DriftKind.REACH);
        assertThat(drift.getFirst().headline()).contains("across the organization", "but was approved only to", "your");
    }

    @Test
    void reportsAllRepositoriesInsteadOfSelectedOnes() {
        ApprovalOfRecord approval =
                approved(recordOf(bot(), List.of(installation(ResourceReach.SELECTED, "contents:read"))));
        assertThat(drift(recordOf(bot(), List.of(installation(ResourceReach.SELECTED, "contents:read"))), approval))
                .isEmpty();
        List<ApprovalDrift> drift =
                drift(recordOf(bot(), List.of(installation(ResourceReach.ALL, "contents:read"))), approval);
        assertThat(drift).extracting(ApprovalDrift::kind).containsExactly(DriftKind.REACH);
        assertThat(drift.getFirst().headline()).contains("every repository", "repositories selected for it");
    }

    @Test
    void namesWiderReachIfCapabilitiesReadTheSame() {
        NonHumanIdentity app = NonHumanIdentity.of(
                new IdentityId(new ConnectionId("okta-acme"), IdentityKind.OAUTH_CLIENT, "sync"),
                new ProviderId("okta"),
                "service",
                "Sync");
        ApprovalOfRecord approval =
                approved(recordOf(app, List.of(forEveryone("okta.users.read").withReach(ResourceReach.SELECTED))));
        assertThat(drift(recordOf(app, List.of(forEveryone("okta.users.read").withReach(ResourceReach.ALL))), approval))
                .extracting(ApprovalDrift::current)
                .containsExactly(List.of("use all resources"));
    }

    @Test
    void namesUnknownPermissionAlongsideKnownOne() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        List<ApprovalDrift> drift =
                drift(recordOf(otter(), List.of(by(DANA, CALENDAR, SEND, SCOPE + "zzqqxx"))), approval);
        assertThat(drift.getFirst().current()).contains("send mail as you", "use the permission zzqqxx");
    }

    @Test
    void ignoresReachThatIsUnknownInApprovalOrInventory() {
        ApprovalOfRecord approval =
                approved(recordOf(bot(), List.of(installation(ResourceReach.SELECTED, "contents:read"))));
        assertThat(drift(recordOf(bot(), List.of(installation(ResourceReach.UNKNOWN, "contents:read"))), approval))
                .isEmpty();
    }

    @Test
    void reportsAccessToDataOfUnapprovedPeople() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        List<ApprovalDrift> drift =
                drift(recordOf(otter(), List.of(by(DANA, CALENDAR), by(ERIN, CALENDAR), by(MAX, CALENDAR))), approval);
        assertThat(drift).extracting(ApprovalDrift::kind).containsExactly(DriftKind.PEOPLE);
        assertThat(drift.getFirst().headline())
                .isEqualTo("can use the data of erin and max, but was approved only for the data of dana");
        ApprovalOfRecord everyone =
                approved(approval.subject(), approval.scope().map(ApprovedScope::forAnyone));
        assertThat(drift(recordOf(otter(), List.of(by(ERIN, CALENDAR))), everyone))
                .isEmpty();
    }

    @Test
    void reportsUseThatNoApprovedPermissionAllows() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        IdentityRecord now = recordOf(
                otter(),
                List.of(by(DANA, CALENDAR)),
                List.of(),
                List.of(used(DANA, TUESDAY, "calendar.events.list", "gmail.users.messages.send", "no.such.call")));
        List<ApprovalDrift> drift = drift(now, approval);
        assertThat(drift).extracting(ApprovalDrift::kind).containsExactly(DriftKind.USE);
        assertThat(drift.getFirst().headline()).startsWith("was used to ").contains("but was approved only to read");
        assertThat(drift.getFirst().beyond()).containsExactly("gmail.users.messages.send");
    }

    @Test
    void ignoresUseBeforeApproval() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        IdentityRecord now = recordOf(
                otter(),
                List.of(by(DANA, CALENDAR)),
                List.of(),
                List.of(used(DANA, MONDAY, "gmail.users.messages.send")));
        assertThat(drift(now, approval)).isEmpty();
    }

    @Test
    void reportsUseOnBehalfOfUnapprovedPerson() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        IdentityRecord now = recordOf(
                otter(), List.of(by(DANA, CALENDAR)), List.of(), List.of(used(ERIN, TUESDAY, "calendar.events.list")));
        assertThat(drift(now, approval))
                .extracting(ApprovalDrift::headline)
                .containsExactly("was used for erin, but was approved only for dana");
    }

    @Test
    void reportsDifferentPublisherButNotDifferentSpelling() {
        NonHumanIdentity before = otter().withPublisher(KnownOrUnknown.known("Otter.ai, Inc."), Set.of());
        NonHumanIdentity respelled = otter().withPublisher(KnownOrUnknown.known("OTTER AI INC"), Set.of());
        NonHumanIdentity other = otter().withPublisher(KnownOrUnknown.known("Owl Holdings"), Set.of());
        ApprovalOfRecord approval = approved(recordOf(before, List.of(by(DANA, CALENDAR))));
        assertThat(drift(recordOf(respelled, List.of(by(DANA, CALENDAR))), approval))
                .isEmpty();
        assertThat(drift(recordOf(otter(), List.of(by(DANA, CALENDAR))), approval))
                .isEmpty();
        assertThat(drift(recordOf(other, List.of(by(DANA, CALENDAR))), approval))
                .extracting(ApprovalDrift::headline)
                .containsExactly("is published by \"Owl Holdings\", but was approved as an app of \"Otter.ai, Inc.\"");
    }

    private static NonHumanIdentity ownedBy(PersonId owner) {
        return otter().withOwnerClues(
                        Set.of(new OwnerEvidenceItem(owner, OwnerRole.DECLARED_OWNER, Timestamp.at(MONDAY))));
    }

    @Test
    void reportsReplacedOwner() {
        ApprovalOfRecord approval = approved(recordOf(ownedBy(DANA), List.of(by(DANA, CALENDAR))));
        assertThat(drift(recordOf(ownedBy(ERIN), List.of(by(DANA, CALENDAR))), approval))
                .extracting(ApprovalDrift::headline)
                .containsExactly("now belongs to erin, but was approved when it belonged to dana");
    }

    @Test
    void ignoresOwnerCandidateWhoOnlyRanksHigher() {
        OwnerEvidenceItem creator = new OwnerEvidenceItem(DANA, OwnerRole.CREATOR, Timestamp.at(MONDAY));
        OwnerEvidenceItem installer = new OwnerEvidenceItem(ERIN, OwnerRole.INSTALLER, Timestamp.at(MONDAY));
        ApprovalOfRecord approval =
                approved(recordOf(otter().withOwnerClues(Set.of(creator)), List.of(by(DANA, CALENDAR))));
        IdentityRecord now = recordOf(otter().withOwnerClues(Set.of(creator, installer)), List.of(by(DANA, CALENDAR)));
        assertThat(now.summary().orElseThrow().owner()).contains(ERIN);
        assertThat(drift(now, approval)).isEmpty();
    }

    @Test
    void doesNotCompareOwnerOfProduct() {
        ApprovedScope scope = ApprovableAccess.scopeOf(recordOf(ownedBy(DANA), List.of(by(DANA, CALENDAR))));
        ApprovalOfRecord product = approved(new ApprovalSubject.OfProduct("otter-ai"), Optional.of(scope.forAnyone()));
        assertThat(drift(recordOf(ownedBy(ERIN), List.of(by(ERIN, CALENDAR))), product))
                .isEmpty();
    }

    @Test
    void reportsCredentialOfUnapprovedType() {
        Credential certificate = Credential.of("c", CredentialType.CERTIFICATE, "CN=otter");
        Credential renewed = Credential.of("d", CredentialType.CERTIFICATE, "CN=otter");
        Credential secret = Credential.of("s", CredentialType.SECRET, "abc");
        ApprovalOfRecord approval =
                approved(recordOf(otter(), List.of(by(DANA, CALENDAR)), List.of(certificate), List.of()));
        assertThat(drift(
                        recordOf(otter(), List.of(by(DANA, CALENDAR)), List.of(certificate, renewed), List.of()),
                        approval))
                .isEmpty();
        assertThat(drift(
                        recordOf(otter(), List.of(by(DANA, CALENDAR)), List.of(certificate, secret), List.of()),
                        approval))
                .extracting(ApprovalDrift::headline)
                .containsExactly("can sign in with a secret, but was approved with a certificate");
    }

    @Test
    void reportsAccessThatRemainsOneDayAfterRefusal() {
        ApprovalOfRecord refusal = ApprovalOfRecord.first(new ApprovalSubject.OneIdentity(otter().id()), MONDAY)
                .decided(
                        ApprovalDecision.of(
                                ApprovalState.REFUSED,
                                "dana",
                                ApprovalDecision.Source.COMMAND_LINE,
                                MONDAY,
                                "not for customer data"),
                        Optional.empty(),
                        ApprovalConditions.none());
        IdentityRecord live = recordOf(otter(), List.of(by(DANA, CALENDAR)));
        assertThat(detector.drift(live, refusal, PersonId::externalId, MONDAY.plus(Duration.ofHours(23))))
                .isEmpty();
        List<ApprovalDrift> drift =
                detector.drift(live, refusal, PersonId::externalId, MONDAY.plus(Duration.ofHours(24)));
        assertThat(drift)
                .extracting(ApprovalDrift::kind, ApprovalDrift::headline)
                .containsExactly(tuple(
                        DriftKind.REFUSED, "still has access, but was refused on %s".formatted(DriftText.day(MONDAY))));
        assertThat(detector.driftFindings(live, refusal, drift, WEDNESDAY))
                .singleElement()
                .extracting(Finding::advice)
                .isEqualTo(
                        "Revoke the access or block the app at its provider; if the access may stay, record an approval.");
        assertThat(detector.drift(recordOf(otter(), List.of()), refusal, PersonId::externalId, WEDNESDAY))
                .isEmpty();
    }

    @Test
    void reportsEndOfApprovalInsteadOfDriftOnceApprovalHasEnded() {
        IdentityRecord shown = recordOf(otter(), List.of(by(DANA, CALENDAR)));
        ApprovalOfRecord approval = ApprovalOfRecord.first(new ApprovalSubject.OneIdentity(otter().id()), MONDAY)
                .decided(
                        ApprovalDecision.tolerated("dana", ApprovalDecision.Source.COMMAND_LINE, MONDAY, "", WEDNESDAY),
                        Optional.of(ApprovableAccess.scopeOf(shown)),
                        ApprovalConditions.none());
        IdentityRecord now = recordOf(otter(), List.of(by(DANA, CALENDAR, SEND)));
        assertThat(detector.drift(now, approval, PersonId::externalId, WEDNESDAY))
                .extracting(ApprovalDrift::kind, ApprovalDrift::headline)
                .containsExactly(
                        tuple(DriftKind.ENDED, "still has access, but was tolerated only until 25 November 2026"));
        IdentityRecord gone = recordOf(otter(), List.of());
        assertThat(detector.drift(gone, approval, PersonId::externalId, WEDNESDAY))
                .isEmpty();
    }

    @Test
    void ignoresCurrentAccessIfApprovalRecordsNoScope() {
        ApprovalOfRecord approval = approved(new ApprovalSubject.OfProduct("otter-ai"), Optional.empty());
        assertThat(drift(recordOf(otter(), List.of(forEveryone(SEND))), approval))
                .isEmpty();
    }

    @Test
    void ignoresAccessThatCannotBeUsed() {
        ApprovalOfRecord approval = approved(recordOf(otter(), List.of(by(DANA, CALENDAR))));
        Grant requested = by(ERIN, SEND).withStanding(ProviderStatus.REQUESTED);
        assertThat(drift(recordOf(otter(), List.of(by(DANA, CALENDAR), requested)), approval))
                .isEmpty();
    }

    @Test
    void comparesNamesIfProviderHasNoVocabulary() {
        NonHumanIdentity key = NonHumanIdentity.of(
                new IdentityId(new ConnectionId("x-acme"), IdentityKind.API_KEY, "k"),
                new ProviderId("unheard-of"),
                "key",
                "Key");
        ApprovalOfRecord approval = approved(recordOf(key, List.of(forEveryone("read"))));
        assertThat(drift(recordOf(key, List.of(forEveryone("READ"))), approval)).isEmpty();
        assertThat(drift(recordOf(key, List.of(forEveryone("read", "write"))), approval))
                .extracting(ApprovalDrift::current)
                .containsExactly(List.of("use the permission write"));
    }

    @Test
    void opensNewFindingIfDriftRecurs() {
        IdentityRecord shown = recordOf(otter(), List.of(by(DANA, CALENDAR)));
        ApprovalOfRecord approval = approved(shown);
        IdentityRecord now = recordOf(otter(), List.of(by(DANA, CALENDAR, SEND)));
        Finding first = detector.driftFindings(now, approval, drift(now, approval), TUESDAY)
                .getFirst();
        assertThat(first.type()).isEqualTo(FindingType.DRIFTED);
        assertThat(first.key()).startsWith("drifted/access/");
        Finding closed = first.withStatus(FindingStatus.CLOSED, Optional.of(WEDNESDAY));
        IdentityRecord again =
                recordOf(otter(), List.of(by(DANA, CALENDAR, SEND)), List.of(), List.of(), List.of(closed));
        assertThat(detector.driftFindings(again, approval, drift(again, approval), WEDNESDAY))
                .extracting(Finding::key)
                .containsExactly(first.key() + "/2");
    }

    private static final List<String> VOCABULARY = List.copyOf(PermissionVocabularies.standard()
            .vocabularyOf(PermissionProvider.named("google").orElseThrow()));

    @Provide
    Arbitrary<List<Grant>> grants() {
        Arbitrary<Set<String>> scopes =
                Arbitraries.of(VOCABULARY).set().ofMinSize(1).ofMaxSize(5);
        Arbitrary<Optional<PersonId>> subjects = Arbitraries.of(Optional.of(DANA), Optional.of(ERIN), Optional.empty());
        return Combinators.combine(scopes, subjects, Arbitraries.of(PermissionKind.values()))
                .as((names, subject, kind) -> Grant.of(
                                "%s/%s/%s".formatted(subject, kind, names.hashCode()),
                                subject.map(GrantSubject::person).orElseGet(GrantSubject::tenant),
                                "google",
                                kind,
                                names)
                        .withStanding(ProviderStatus.ACTIVE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(seed = "18", tries = 150)
    void approvingCurrentAccessEndsAllDrift(@ForAll("grants") List<Grant> grants) {
        IdentityRecord now = recordOf(otter(), grants);
        assertThat(drift(now, approved(now))).isEmpty();
    }

    @Property(seed = "18", tries = 150)
    void impliedPermissionsAreNeverDrift(@ForAll("grants") List<Grant> grants) {
        PermissionVocabularies permissions = PermissionVocabularies.standard();
        PermissionProvider google = PermissionProvider.named("google").orElseThrow();
        ApprovalOfRecord approval = approved(recordOf(otter(), grants));
        List<Grant> rewritten = new ArrayList<>();
        boolean narrower = false;
        for (Grant grant : grants) {
            Set<String> implied = new LinkedHashSet<>();
            for (String permission : VOCABULARY) {
                if (grant.scopes().stream().anyMatch(held -> permissions.implies(google, held, permission))) {
                    implied.add(permission);
                }
            }
            narrower |= implied.size() > grant.scopes().size();
            rewritten.add(Grant.of(grant.key(), grant.subject(), "google", grant.permissionKind(), implied)
                    .withStanding(ProviderStatus.ACTIVE));
        }
        Statistics.label("rewritten").collect(narrower);
        Statistics.label("rewritten").coverage(checker -> checker.check(true).percentage(share -> share > 20));
        assertThat(drift(recordOf(otter(), rewritten), approval)).isEmpty();
    }

    @Property(seed = "18", tries = 150)
    void returnsSameDriftRegardlessOfRowOrderAndRepetition(
            @ForAll("grants") List<Grant> grants, @ForAll("grants") List<Grant> approvedGrants) {
        ApprovalOfRecord approval = approved(recordOf(otter(), approvedGrants));
        List<Grant> reversed = new ArrayList<>(grants);
        Collections.reverse(reversed);
        reversed.addAll(grants);
        List<ApprovalDrift> drift = drift(recordOf(otter(), grants), approval);
        Statistics.label("drift").collect(!drift.isEmpty());
        Statistics.label("drift").coverage(checker -> checker.check(true).percentage(share -> share > 50));
        assertThat(drift(recordOf(otter(), reversed), approval)).isEqualTo(drift);
    }
}
