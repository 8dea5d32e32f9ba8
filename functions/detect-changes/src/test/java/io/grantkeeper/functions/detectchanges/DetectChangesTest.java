package io.grantkeeper.functions.detectchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.detection.Approvals;
import io.grantkeeper.detection.Change;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Usage;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.EntryKind;
import io.grantkeeper.ledger.record.ChangeRecorder;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryAliasStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemorySalts;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Detecting changes")
class DetectChangesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final PersonId DANA = new PersonId(GOOGLE, "1001");
    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar.readonly";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive.readonly";
    private static final String MAIL = "https://mail.google.com/";
    private static final NonHumanIdentity OTTER = NonHumanIdentity.of(
                    new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "otter"),
                    new ProviderId("google"),
                    "oauth-client",
                    "Otter.ai")
            .withAliases(Set.of(new Alias("oauth-client-id", "otter")))
            .withStanding(Standing.ACTIVE);

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryAliasStore aliases = new InMemoryAliasStore();
    private final InMemoryLogStore ledger = new InMemoryLogStore();
    private final InMemorySalts salts = new InMemorySalts();
    private final Clock clock = Clock.fixed(TUESDAY, ZoneOffset.UTC);
    private final InMemoryWorkQueue<AlertWork> alerts = new InMemoryWorkQueue<>(clock);
    private final DetectChanges detect = detecting(Approvals.none());

    private DetectChanges detecting(Approvals approvals) {
        return new DetectChanges(
                access,
                aliases,
                new ChangeRecorder(ledger, salts, findings),
                findings,
                alerts,
                Detector.standard(approvals, DetectionSettings.standard()),
                Duration.ZERO,
                clock);
    }

    private static Grant consent(String... scopes) {
        return Grant.of("user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.known(DANA), Moment.at(MONDAY));
    }

    private Stored<Grant> store(Grant grant, Instant at) {
        access.apply(ACME, new ObservationBatch(at, false, List.of(new Observation.GrantObserved(OTTER, grant))));
        return access.dossier(ACME, OTTER.id()).orElseThrow().grants().getFirst();
    }

    private IdentityChanges changed(Optional<Stored<Grant>> before, Stored<Grant> after) {
        return new IdentityChanges(
                ACME, OTTER.id(), List.of(new Change.OfGrant(before, after)), Moment.unknown(), List.of());
    }

    private IdentitySummary summary() {
        return access.outline(ACME, OTTER.id())
                .flatMap(IdentityDossier::summary)
                .orElseThrow();
    }

    private List<FindingType> open() {
        return findings.openOf(ACME, OTTER.id()).stream().map(Finding::type).toList();
    }

    @Test
    void ofANewAiAppOpensFindingsSummarisesAndAsksToTell() {
        detect.identity(changed(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        assertThat(open()).containsExactlyInAnyOrder(FindingType.SHADOW_AI, FindingType.IDENTITY_APPEARED);
        assertThat(summary().status()).isEqualTo(IdentityStatus.ACTIVE);
        assertThat(summary().owner()).contains(DANA);
        assertThat(alerts.pending())
                .singleElement()
                .extracting(AlertWork::identity)
                .isEqualTo(OTTER.id());
    }

    @Test
    void ofANewAppTellsTheGravestOfItsGrantsWhicheverComesFirst() {
        NonHumanIdentity payroll = NonHumanIdentity.of(
                new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "payroll"),
                new ProviderId("google"),
                "oauth-client",
                "Acme Payroll");
        access.apply(
                ACME,
                new ObservationBatch(
                        MONDAY, false, List.of(new Observation.GrantObserved(payroll, consent(CALENDAR)))));
        Change narrow = new Change.OfGrant(
                Optional.empty(), new Stored<>(consent(CALENDAR), MONDAY, MONDAY, Optional.empty(), false));
        Change wide = new Change.OfGrant(
                Optional.empty(), new Stored<>(consent(DRIVE), MONDAY, MONDAY, Optional.empty(), false));
        detect.identity(new IdentityChanges(ACME, payroll.id(), List.of(narrow, wide), Moment.unknown(), List.of()));
        assertThat(findings.openOf(ACME, payroll.id())).singleElement().satisfies(finding -> {
            assertThat(finding.type()).isEqualTo(FindingType.IDENTITY_APPEARED);
            assertThat(finding.after()).anyMatch(words -> words.contains("Drive"));
        });
    }

    @Test
    void tellsTheLedgerOfAChangeThatItCannotJudge() {
        DetectChanges unable = detecting((_, _) -> {
            throw new IllegalStateException("the list of approvals cannot be read");
        });
        IdentityChanges batch = changed(Optional.empty(), store(consent(CALENDAR), MONDAY));
        assertThatThrownBy(() -> unable.identity(batch)).hasMessageContaining("approvals");
        assertThat(open()).isEmpty();
        assertThat(told()).containsExactly(EntryKind.CHANGE_OBSERVED);

        detect.identity(batch);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        EntryKind.CHANGE_OBSERVED, EntryKind.FINDING_OPENED, EntryKind.FINDING_OPENED);
    }

    private List<EntryKind> told() {
        return ledger.pending(ACME, 99).stream()
                .map(leaf -> EntryJson.read(leaf).kind())
                .toList();
    }

    @Test
    void twiceChangesNothing() {
        IdentityChanges batch = changed(Optional.empty(), store(consent(CALENDAR), MONDAY));
        detect.identity(batch);
        IdentitySummary first = summary();
        List<Finding> found = findings.openOf(ACME, OTTER.id());
        detect.identity(batch);
        assertThat(summary()).isEqualTo(first);
        assertThat(findings.openOf(ACME, OTTER.id())).isEqualTo(found);
    }

    @Test
    void derivesTheSummaryAnewWhenAGrantShrinks() {
        Stored<Grant> wide = store(consent(MAIL, CALENDAR), MONDAY);
        detect.identity(changed(Optional.empty(), wide));
        assertThat(summary().reaches()).anyMatch(words -> words.contains("mail"));
        detect.identity(changed(Optional.of(wide), store(consent(CALENDAR), TUESDAY)));
        assertThat(summary().reaches()).noneMatch(words -> words.contains("mail"));
    }

    @Test
    void closesWhatWasFoundWhenTheLastGrantIsGone() {
        Stored<Grant> grant = store(consent(CALENDAR), MONDAY);
        detect.identity(changed(Optional.empty(), grant));
        access.remove(ACME, List.of(new Observation.GrantObserved(OTTER, grant.content()).key()), TUESDAY);
        Stored<Grant> gone =
                access.dossier(ACME, OTTER.id()).orElseThrow().grants().getFirst();
        detect.identity(changed(Optional.of(grant), gone));
        assertThat(summary().status()).isEqualTo(IdentityStatus.GONE);
        assertThat(open()).containsExactly(FindingType.GRANT_VANISHED);
    }

    @Test
    void closesWhatWasFoundEvenWhenItDiedAfterSavingThatAllIsGone() {
        Stored<Grant> grant = store(consent(CALENDAR), MONDAY);
        detect.identity(changed(Optional.empty(), grant));
        access.remove(ACME, List.of(new Observation.GrantObserved(OTTER, grant.content()).key()), TUESDAY);
        IdentityDossier gone = access.dossier(ACME, OTTER.id()).orElseThrow();
        access.saveSummary(
                ACME,
                Detector.standard(Approvals.none(), DetectionSettings.standard())
                        .summary(gone, TUESDAY));
        detect.identity(changed(Optional.of(grant), gone.grants().getFirst()));
        assertThat(open()).containsExactly(FindingType.GRANT_VANISHED);
    }

    @Test
    void asksForRedeliveryWhileTheHolderIsNotStored() {
        Stored<Grant> orphan = new Stored<>(consent(CALENDAR), MONDAY, MONDAY, Optional.empty(), false);
        assertThatThrownBy(() -> detect.identity(changed(Optional.empty(), orphan)))
                .isInstanceOf(IdentityNotStoredException.class);
        assertThat(alerts.pending()).isEmpty();
    }

    @Test
    void ofALeaverFindsWhatTheyLeaveBehind() {
        detect.identity(changed(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        Person dana = Person.of(DANA, "Dana", Knowledge.known("dana@acme.test"), Employment.ACTIVE);
        Person left = Person.of(DANA, "Dana", Knowledge.known("dana@acme.test"), Employment.SUSPENDED);
        detect.person(
                ACME,
                Optional.of(new Stored<>(dana, MONDAY, MONDAY, Optional.empty(), false)),
                new Stored<>(left, MONDAY, TUESDAY, Optional.empty(), false));
        assertThat(open()).contains(FindingType.OWNER_LEFT);
    }

    @Test
    void keepsTheLatestUse() {
        detect.identity(changed(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        detect.identity(new IdentityChanges(ACME, OTTER.id(), List.of(), Moment.at(TUESDAY), List.of()));
        assertThat(summary().lastUsed()).isEqualTo(Moment.at(TUESDAY));
    }

    private void use(int daysAgo, String... calls) {
        Instant at = TUESDAY.minus(Duration.ofDays(daysAgo));
        Usage usage = new Usage(
                OTTER.id(),
                Knowledge.known(DANA),
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                at,
                new TreeSet<>(List.of(calls)));
        access.apply(ACME, new ObservationBatch(at, false, List.of(new Observation.UsageObserved(usage))));
    }

    @Test
    void tellsOnceOfAccessThatUseNeverNeededUntilItIsUsed() {
        Instant longAgo = MONDAY.minus(Duration.ofDays(100));
        Grant grant = consent(CALENDAR, MAIL).withGranted(Knowledge.known(DANA), Moment.at(longAgo));
        detect.identity(changed(Optional.empty(), store(grant, longAgo)));
        use(40, "calendar.events.list");
        use(1, "calendar.events.list");
        access.saveSummary(ACME, used(summary()));
        detect.time(ACME, summary());
        detect.time(ACME, summary());
        assertThat(open()).containsOnlyOnce(FindingType.OVER_PRIVILEGED);
        assertThat(summary().use().orElseThrow().surplus()).contains(MAIL);

        use(0, "gmail.users.messages.delete");
        detect.time(ACME, summary());
        assertThat(open()).doesNotContain(FindingType.OVER_PRIVILEGED);
        assertThat(summary().use().orElseThrow().surplus()).doesNotContain(MAIL);
    }

    private static IdentitySummary used(IdentitySummary summary) {
        return new IdentitySummary(
                summary.id(),
                summary.provider(),
                summary.form(),
                summary.displayName(),
                summary.status(),
                summary.severity(),
                summary.ai(),
                summary.product(),
                summary.recognition(),
                summary.reaches(),
                summary.owners(),
                Moment.at(TUESDAY),
                summary.nextExpiry(),
                summary.firstSeen(),
                summary.changedAt(),
                summary.version());
    }
}
