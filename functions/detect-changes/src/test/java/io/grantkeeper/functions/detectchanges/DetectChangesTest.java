package io.grantkeeper.functions.detectchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
            .withStanding(ProviderStatus.ACTIVE);

    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryIdentityAliasStore aliases = new InMemoryIdentityAliasStore();
    private final InMemoryApprovalOfRecordStore approvalStore = new InMemoryApprovalOfRecordStore();
    private final InMemoryLogStore ledger = new InMemoryLogStore();
    private final InMemorySaltStore saltStore = new InMemorySaltStore();
    private final Clock clock = Clock.fixed(TUESDAY, ZoneOffset.UTC);
    private final InMemoryWorkQueue<AlertWork> alerts = new InMemoryWorkQueue<>(clock);
    private final DetectChanges detect = detectorWith(ApprovedIdentities.none());

    private DetectChanges detectorWith(ApprovedIdentities approvals) {
        return new DetectChanges(
                access,
                aliases,
                new InventoryChangeRecorder(ledger, saltStore, findings),
                findings,
                approvalStore,
                alerts,
                Detector.standard(approvals, DetectionSettings.standard()),
                Duration.ZERO,
                new InMemoryPathFactStore(),
                PathSettings.none(),
                new DetectLeavingOwners.HandOver(14, Map.of()),
                clock);
    }

    private static Grant consent(String... scopes) {
        return Grant.of("user/1001", GrantSubject.person(DANA), "google", PermissionKind.DELEGATED, List.of(scopes))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(DANA), Timestamp.at(MONDAY));
    }

    private StoredRecord<Grant> store(Grant grant, Instant at) {
        access.apply(ACME, new ObservationBatch(at, false, List.of(new AccessObservation.GrantObserved(OTTER, grant))));
        return access.identityRecord(ACME, OTTER.id()).orElseThrow().grants().getFirst();
    }

    private IdentityChangeBatch grantChange(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) {
        return new IdentityChangeBatch(
                ACME, OTTER.id(), List.of(new RowChange.OfGrant(before, after)), Timestamp.unknown(), List.of());
    }

    private IdentitySummary summary() {
        return access.outline(ACME, OTTER.id()).flatMap(IdentityRecord::summary).orElseThrow();
    }

    private List<FindingType> openFindingTypes() {
        return findings.openByIdentity(ACME, OTTER.id()).stream()
                .map(Finding::type)
                .toList();
    }

    @Test
    void opensFindingsAndSavesSummaryAndQueuesAlertForNewAiApp() {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        assertThat(openFindingTypes()).containsExactly(FindingType.SHADOW_AI);
        assertThat(summary().status()).isEqualTo(IdentityStatus.ACTIVE);
        assertThat(summary().owner()).contains(DANA);
        assertThat(alerts.pending())
                .singleElement()
                .extracting(AlertWork::identity)
                .isEqualTo(OTTER.id());
    }

    private StoredRecord<NonHumanIdentity> storeListed(Instant at) {
        access.apply(ACME, new ObservationBatch(at, false, List.of(new AccessObservation.IdentityObserved(OTTER))));
        return access.outline(ACME, OTTER.id()).orElseThrow().identity();
    }

    private static IdentityChangeBatch identityChange(StoredRecord<NonHumanIdentity> identity) {
        return new IdentityChangeBatch(
                ACME,
                OTTER.id(),
                List.of(new RowChange.OfIdentity(Optional.empty(), identity)),
                Timestamp.unknown(),
                List.of());
    }

    /** Slack bots and Entra apps without consent are listed, but have no grants. */
    @Test
    void showsListedIdentityWithoutGrantsAsActive() {
        detect.handleIdentity(identityChange(storeListed(MONDAY)));
        assertThat(summary().status()).isEqualTo(IdentityStatus.ACTIVE);
        assertThat(openFindingTypes()).containsExactly(FindingType.SHADOW_AI);
    }

    /** Graph keeps the service principal when its last permission grant is deleted. */
    @Test
    void showsListedIdentityAsActiveAfterItsLastGrantIsRemoved() {
        detect.handleIdentity(identityChange(storeListed(MONDAY)));
        StoredRecord<Grant> grant = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), grant));
        access.remove(ACME, List.of(new AccessObservation.GrantObserved(OTTER, grant.content()).key()), TUESDAY);
        detect.handleIdentity(grantChange(
                Optional.of(grant),
                access.identityRecord(ACME, OTTER.id()).orElseThrow().grants().getFirst()));
        assertThat(summary().status()).isEqualTo(IdentityStatus.ACTIVE);
        assertThat(openFindingTypes()).contains(FindingType.SHADOW_AI);
    }

    @Test
    void reportsMostSevereGrantOfNewAppRegardlessOfGrantOrder() {
        NonHumanIdentity payroll = NonHumanIdentity.of(
                new IdentityId(GOOGLE, IdentityKind.OAUTH_CLIENT, "payroll"),
                new ProviderId("google"),
                "oauth-client",
                "Acme Payroll");
        access.apply(
                ACME,
                new ObservationBatch(
                        MONDAY, false, List.of(new AccessObservation.GrantObserved(payroll, consent(CALENDAR)))));
        RowChange narrow = new RowChange.OfGrant(
                Optional.empty(), new StoredRecord<>(consent(CALENDAR), MONDAY, MONDAY, Optional.empty(), false));
        RowChange wide = new RowChange.OfGrant(
                Optional.empty(), new StoredRecord<>(consent(DRIVE), MONDAY, MONDAY, Optional.empty(), false));
        detect.handleIdentity(
                new IdentityChangeBatch(ACME, payroll.id(), List.of(narrow, wide), Timestamp.unknown(), List.of()));
        assertThat(findings.openByIdentity(ACME, payroll.id())).singleElement().satisfies(finding -> {
            assertThat(finding.type()).isEqualTo(FindingType.IDENTITY_APPEARED);
            assertThat(finding.after()).anyMatch(words -> words.contains("Drive"));
        });
    }

    @Test
    void recordsChangeInLedgerEvenIfDetectionFails() {
        DetectChanges unable = detectorWith((_, _) -> {
            throw new IllegalStateException("the list of approvals cannot be read");
        });
        IdentityChangeBatch batch = grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY));
        assertThatThrownBy(() -> unable.handleIdentity(batch)).hasMessageContaining("approvals");
        assertThat(openFindingTypes()).isEmpty();
        assertThat(ledgerEntryKinds()).containsExactly(LedgerEntryType.CHANGE_OBSERVED);

        detect.handleIdentity(batch);
        assertThat(ledgerEntryKinds())
                .containsExactlyInAnyOrder(LedgerEntryType.CHANGE_OBSERVED, LedgerEntryType.FINDING_OPENED);
    }

    private List<LedgerEntryType> ledgerEntryKinds() {
        return ledger.pending(ACME, 99).stream()
                .map(leaf -> LedgerEntryJson.read(leaf).kind())
                .toList();
    }

    @Test
    void changesNothingWhenBatchIsRedelivered() {
        IdentityChangeBatch batch = grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY));
        detect.handleIdentity(batch);
        IdentitySummary first = summary();
        List<Finding> found = findings.openByIdentity(ACME, OTTER.id());
        detect.handleIdentity(batch);
        assertThat(summary()).isEqualTo(first);
        assertThat(findings.openByIdentity(ACME, OTTER.id())).isEqualTo(found);
    }

    @Test
    void updatesSummaryWhenGrantIsReduced() {
        StoredRecord<Grant> wide = store(consent(MAIL, CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), wide));
        assertThat(summary().reaches()).anyMatch(words -> words.contains("mail"));
        detect.handleIdentity(grantChange(Optional.of(wide), store(consent(CALENDAR), TUESDAY)));
        assertThat(summary().reaches()).noneMatch(words -> words.contains("mail"));
    }

    @Test
    void closesFindingsWhenLastGrantIsRemoved() {
        StoredRecord<Grant> grant = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), grant));
        access.remove(ACME, List.of(new AccessObservation.GrantObserved(OTTER, grant.content()).key()), TUESDAY);
        StoredRecord<Grant> gone =
                access.identityRecord(ACME, OTTER.id()).orElseThrow().grants().getFirst();
        detect.handleIdentity(grantChange(Optional.of(grant), gone));
        assertThat(summary().status()).isEqualTo(IdentityStatus.GONE);
        assertThat(openFindingTypes()).containsExactly(FindingType.GRANT_VANISHED);
    }

    @Test
    void closesFindingsEvenIfEarlierRunStoppedAfterSavingSummary() {
        StoredRecord<Grant> grant = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), grant));
        access.remove(ACME, List.of(new AccessObservation.GrantObserved(OTTER, grant.content()).key()), TUESDAY);
        IdentityRecord gone = access.identityRecord(ACME, OTTER.id()).orElseThrow();
        access.saveSummary(
                ACME,
                Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard())
                        .summary(gone, TUESDAY));
        detect.handleIdentity(grantChange(Optional.of(grant), gone.grants().getFirst()));
        assertThat(openFindingTypes()).containsExactly(FindingType.GRANT_VANISHED);
    }

    @Test
    void requestsRedeliveryWhileIdentityIsNotStored() {
        StoredRecord<Grant> orphan = new StoredRecord<>(consent(CALENDAR), MONDAY, MONDAY, Optional.empty(), false);
        assertThatThrownBy(() -> detect.handleIdentity(grantChange(Optional.empty(), orphan)))
                .isInstanceOf(IdentityNotStoredException.class);
        assertThat(alerts.pending()).isEmpty();
    }

    @Test
    void opensFindingsForIdentitiesOfLeaver() {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        Person dana = Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), EmploymentStatus.ACTIVE);
        Person left = Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), EmploymentStatus.SUSPENDED);
        detect.handlePerson(
                ACME,
                Optional.of(new StoredRecord<>(dana, MONDAY, MONDAY, Optional.empty(), false)),
                new StoredRecord<>(left, MONDAY, TUESDAY, Optional.empty(), false));
        assertThat(openFindingTypes()).contains(FindingType.OWNER_LEFT);
    }

    private List<String> handOverTo(LocalDate lastDay) {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        access.apply(
                ACME,
                new ObservationBatch(
                        MONDAY,
                        false,
                        List.of(new AccessObservation.PersonObserved(Person.of(
                                        DANA,
                                        "Dana Mills",
                                        KnownOrUnknown.known("dana@acme.test"),
                                        EmploymentStatus.ACTIVE)
                                .withLastDay(KnownOrUnknown.known(lastDay))))));
        detect.reconcile(ACME, Map.of(), Set.of(GOOGLE), Map.of());
        return findings.openByIdentity(ACME, OTTER.id()).stream()
                .filter(finding -> finding.type() == FindingType.OWNER_LEAVING)
                .map(Finding::headline)
                .toList();
    }

    @Test
    void asksForHandOverBeforeKnownLastDayOfOwner() {
        assertThat(handOverTo(LocalDate.parse("2026-12-04")))
                .containsExactly("will lose its owner: the last day of Dana Mills is 4 December 2026");
        assertThat(alerts.pending()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void doesNotAskForHandOverLongBeforeOrAfterLastDay() {
        assertThat(handOverTo(LocalDate.parse("2026-12-24"))).isEmpty();
        assertThat(handOverTo(LocalDate.parse("2026-11-23"))).isEmpty();
    }

    @Test
    void endsHandOverWhenLastDayIsPostponedAndAsksAgainForNewDay() {
        assertThat(handOverTo(LocalDate.parse("2026-12-04"))).hasSize(1);
        assertThat(handOverTo(LocalDate.parse("2026-12-07")))
                .containsExactly("will lose its owner: the last day of Dana Mills is 7 December 2026");
    }

    @Test
    void readsLastDaysFromConfiguration() {
        DetectionConfig config = DetectionConfig.parse("{\"lastDays\": {\"Dana@acme.test\": \"2026-12-04\"}}");
        assertThat(config.handOver().lastDays()).containsEntry("dana@acme.test", LocalDate.parse("2026-12-04"));
        assertThatThrownBy(() -> DetectionConfig.parse("{\"lastDays\": {\"dana@acme.test\": \"4 December\"}}"))
                .hasMessageContaining("lastDays", "2026-12-31")
                .hasMessageNotContaining("4 December");
    }

    private static StoredRecord<Person> dana(EmploymentStatus employment, Instant at) {
        return new StoredRecord<>(
                Person.of(DANA, "Dana", KnownOrUnknown.known("dana@acme.test"), employment),
                MONDAY,
                at,
                Optional.empty(),
                false);
    }

    private void suspendDana() {
        detect.handlePerson(
                ACME, Optional.of(dana(EmploymentStatus.ACTIVE, MONDAY)), dana(EmploymentStatus.SUSPENDED, TUESDAY));
    }

    /** Stores an app that Lee owns and to which Dana and Lee gave access. */
    private StoredRecord<Grant> storeAppOfLee() {
        PersonId lee = new PersonId(GOOGLE, "1000");
        Grant grant = Grant.of("user/1000", GrantSubject.person(lee), "google", PermissionKind.DELEGATED, List.of(MAIL))
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.known(lee), Timestamp.at(MONDAY.minusSeconds(60)));
        StoredRecord<Grant> lees = store(grant, MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), lees));
        StoredRecord<Grant> danas = storeOf("user/1001", consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), danas));
        return danas;
    }

    private StoredRecord<Grant> storeOf(String key, Grant grant, Instant at) {
        store(grant, at);
        return access.identityRecord(ACME, OTTER.id()).orElseThrow().grants().stream()
                .filter(row -> row.content().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportsNoRemainingAccessOfSuspendedPersonWhoseGrantsAreSuspendedToo() {
        StoredRecord<Grant> before = storeAppOfLee();
        StoredRecord<Grant> after =
                storeOf("user/1001", consent(CALENDAR).withStanding(ProviderStatus.SUSPENDED), TUESDAY);
        detect.handleIdentity(grantChange(Optional.of(before), after));
        suspendDana();
        assertThat(openFindingTypes()).doesNotContain(FindingType.OWNER_LEFT);
    }

    @Test
    void closesFindingAboutRemainingAccessWhenGrantOfSuspendedPersonEnds() {
        StoredRecord<Grant> before = storeAppOfLee();
        suspendDana();
        assertThat(openFindingTypes()).contains(FindingType.OWNER_LEFT);
        access.remove(ACME, List.of(new AccessObservation.GrantObserved(OTTER, before.content()).key()), TUESDAY);
        StoredRecord<Grant> gone = access.identityRecord(ACME, OTTER.id()).orElseThrow().grants().stream()
                .filter(row -> !row.isLive())
                .findFirst()
                .orElseThrow();
        detect.handleIdentity(grantChange(Optional.of(before), gone));
        assertThat(openFindingTypes()).contains(FindingType.GRANT_VANISHED).doesNotContain(FindingType.OWNER_LEFT);
    }

    @Test
    void closesFindingAboutLeaverWhoReturnsAndReportsThemAgainIfTheyLeaveAgain() {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        suspendDana();
        assertThat(openFindingTypes()).contains(FindingType.OWNER_LEFT);
        Instant later = TUESDAY.plusSeconds(60);
        detect.handlePerson(
                ACME, Optional.of(dana(EmploymentStatus.SUSPENDED, TUESDAY)), dana(EmploymentStatus.ACTIVE, later));
        assertThat(openFindingTypes()).doesNotContain(FindingType.OWNER_LEFT);
        detect.handlePerson(
                ACME,
                Optional.of(dana(EmploymentStatus.ACTIVE, later)),
                dana(EmploymentStatus.LEFT, later.plusSeconds(60)));
        assertThat(openFindingTypes()).contains(FindingType.OWNER_LEFT);
    }

    @Test
    void storesTimeOfLatestUse() {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        detect.handleIdentity(new IdentityChangeBatch(ACME, OTTER.id(), List.of(), Timestamp.at(TUESDAY), List.of()));
        assertThat(summary().lastUsed()).isEqualTo(Timestamp.at(TUESDAY));
    }

    private void storeUsage(int daysAgo, String... calls) {
        Instant at = TUESDAY.minus(Duration.ofDays(daysAgo));
        DailyUsage usage = new DailyUsage(
                OTTER.id(),
                KnownOrUnknown.known(DANA),
                at.atZone(ZoneOffset.UTC).toLocalDate(),
                at,
                new TreeSet<>(List.of(calls)));
        access.apply(ACME, new ObservationBatch(at, false, List.of(new AccessObservation.UsageObserved(usage))));
    }

    @Test
    void reportsOverPrivilegedAccessOnlyOnceWhileItIsUnused() {
        Instant longAgo = MONDAY.minus(Duration.ofDays(100));
        Grant grant = consent(CALENDAR, MAIL).withGranted(KnownOrUnknown.known(DANA), Timestamp.at(longAgo));
        detect.handleIdentity(grantChange(Optional.empty(), store(grant, longAgo)));
        storeUsage(40, "calendar.events.list");
        storeUsage(1, "calendar.events.list");
        access.saveSummary(ACME, summary().withLastUsed(Timestamp.at(TUESDAY)));
        detect.handleElapsedTime(ACME, summary());
        detect.handleElapsedTime(ACME, summary());
        assertThat(openFindingTypes()).containsOnlyOnce(FindingType.OVER_PRIVILEGED);
        assertThat(summary().use().orElseThrow().surplus()).contains(MAIL);

        storeUsage(0, "gmail.users.messages.delete");
        detect.handleElapsedTime(ACME, summary());
        assertThat(openFindingTypes()).doesNotContain(FindingType.OVER_PRIVILEGED);
        assertThat(summary().use().orElseThrow().surplus()).doesNotContain(MAIL);
    }

    @Test
    void closesFindingWhenItsConditionHasEnded() {
        Grant ending = consent(CALENDAR).withExpires(Timestamp.at(TUESDAY.plus(Duration.ofDays(5))));
        StoredRecord<Grant> before = store(ending, MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), before));
        detect.handleElapsedTime(ACME, summary());
        assertThat(openFindingTypes()).contains(FindingType.EXPIRING);

        Grant renewed = ending.withExpires(Timestamp.at(TUESDAY.plus(Duration.ofDays(300))));
        detect.handleIdentity(grantChange(Optional.of(before), store(renewed, TUESDAY)));
        detect.handleElapsedTime(ACME, summary());
        assertThat(openFindingTypes()).doesNotContain(FindingType.EXPIRING);
    }

    private void approve(ApprovalSubject subject, ApprovalState state, Optional<Instant> until) {
        ApprovalOfRecord known =
                approvalStore.find(ACME, subject).orElseGet(() -> ApprovalOfRecord.first(subject, MONDAY));
        var _ = approvalStore.save(
                ACME,
                known.decided(
                        ApprovalDecision.of(
                                        state,
                                        "dana@acme.example",
                                        ApprovalDecision.Source.COMMAND_LINE,
                                        MONDAY.plusSeconds(known.version()),
                                        "pilot")
                                .withUntil(until),
                        access.identityRecord(ACME, OTTER.id()).map(ApprovableAccess::scopeOf),
                        ApprovalConditions.none()));
    }

    private List<Finding> openDrift() {
        return findings.openByIdentity(ACME, OTTER.id()).stream()
                .filter(finding -> finding.type() == FindingType.DRIFTED)
                .toList();
    }

    private static final ApprovalSubject ONE = new ApprovalSubject.OneIdentity(OTTER.id());
    private static final ApprovalSubject PRODUCT = new ApprovalSubject.OfProduct("otter-ai");

    @Test
    void reportsNoShadowAiIfProductIsApproved() {
        approve(PRODUCT, ApprovalState.APPROVED, Optional.empty());
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        assertThat(openFindingTypes()).containsExactly(FindingType.IDENTITY_APPEARED);
    }

    @Test
    void reportsShadowAiIfProductWasRefused() {
        approve(PRODUCT, ApprovalState.REFUSED, Optional.empty());
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        assertThat(openFindingTypes()).contains(FindingType.SHADOW_AI);
    }

    @Test
    void reportsDriftInAdditionToExpansionAndClosesItWhenAccessIsReduced() {
        StoredRecord<Grant> first = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), first));
        approve(ONE, ApprovalState.APPROVED, Optional.empty());
        StoredRecord<Grant> wider = store(consent(CALENDAR, MAIL), TUESDAY);
        IdentityChangeBatch change = grantChange(Optional.of(first), wider);
        detect.handleIdentity(change);
        detect.handleIdentity(change);
        assertThat(openFindingTypes()).contains(FindingType.SCOPES_EXPANDED, FindingType.DRIFTED);
        assertThat(openDrift()).singleElement().satisfies(drift -> {
            assertThat(drift.headline()).contains("but was approved only to read");
            assertThat(drift.before()).isNotEmpty();
            assertThat(drift.after()).isNotEmpty().doesNotContainAnyElementsOf(drift.before());
        });
        assertThat(summary().approval().map(ApprovalReview::drift).orElseThrow())
                .containsExactly(DriftKind.ACCESS);
        StoredRecord<Grant> reduced = store(consent(CALENDAR), TUESDAY.plusSeconds(60));
        detect.handleIdentity(grantChange(Optional.of(wider), reduced));
        assertThat(openDrift()).isEmpty();
        assertThat(summary().approval().map(ApprovalReview::drift).orElseThrow())
                .isEmpty();
        detect.handleIdentity(
                grantChange(Optional.of(reduced), store(consent(CALENDAR, MAIL), TUESDAY.plusSeconds(120))));
        assertThat(openDrift()).as("the same departure, again").hasSize(1);
    }

    @Test
    void closesDriftFindingWhenNewApprovalCoversAccess() {
        StoredRecord<Grant> first = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), first));
        approve(ONE, ApprovalState.APPROVED, Optional.empty());
        detect.handleIdentity(grantChange(Optional.of(first), store(consent(CALENDAR, MAIL), TUESDAY)));
        assertThat(openDrift()).hasSize(1);
        approve(ONE, ApprovalState.APPROVED, Optional.empty());
        detect.handleElapsedTime(ACME, summary());
        assertThat(openDrift()).isEmpty();
    }

    @Test
    void opensNoDriftFindingIfNewScopeAddsNoCapability() {
        StoredRecord<Grant> first = store(consent(MAIL, CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), first));
        approve(ONE, ApprovalState.APPROVED, Optional.empty());
        String sending = "https://www.googleapis.com/auth/gmail.send";
        detect.handleIdentity(grantChange(Optional.of(first), store(consent(CALENDAR, MAIL, sending), TUESDAY)));
        assertThat(openDrift()).isEmpty();
    }

    @Test
    void reportsExpiredApprovalOnce() {
        detect.handleIdentity(grantChange(Optional.empty(), store(consent(CALENDAR), MONDAY)));
        approve(ONE, ApprovalState.APPROVED, Optional.of(TUESDAY.minusSeconds(1)));
        detect.handleElapsedTime(ACME, summary());
        detect.handleElapsedTime(ACME, summary());
        assertThat(openDrift())
                .singleElement()
                .extracting(Finding::headline)
                .isEqualTo("still has access, but was approved only until 24 November 2026");
        assertThat(summary().approval().map(ApprovalReview::state)).contains(ApprovalState.UNDER_REVIEW);
    }

    @Test
    void recordsDriftInLedger() {
        StoredRecord<Grant> first = store(consent(CALENDAR), MONDAY);
        detect.handleIdentity(grantChange(Optional.empty(), first));
        approve(ONE, ApprovalState.APPROVED, Optional.empty());
        detect.handleIdentity(grantChange(Optional.of(first), store(consent(CALENDAR, MAIL), TUESDAY)));
        assertThat(ledger.pending(ACME, 99))
                .anyMatch(leaf -> LedgerEntryJson.read(leaf).toString().contains("DRIFTED"));
    }
}
