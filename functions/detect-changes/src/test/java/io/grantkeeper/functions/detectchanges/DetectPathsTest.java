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
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTrust;
import io.grantkeeper.paths.PathZone;
import io.grantkeeper.paths.ZoneConfig;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryPathFactStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Findings about paths")
class DetectPathsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final String MINTS = "roles/iam.serviceAccountTokenCreator";
    private static final String CONTROLS = "https://www.googleapis.com/auth/admin.directory.rolemanagement";

    private final ManualClock clock = new ManualClock(MONDAY);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryPathFactStore facts = new InMemoryPathFactStore();
    private final InMemoryWorkQueue<AlertWork> alerts = new InMemoryWorkQueue<>(clock);
    private DetectChanges detect = detect(PathSettings.none());

    private DetectChanges detect(List<PathZone> zones) {
        return detect(new PathSettings(zones, List.of()));
    }

    private DetectChanges detect(PathSettings settings) {
        return new DetectChanges(
                access,
                new InMemoryIdentityAliasStore(),
                new InventoryChangeRecorder(new InMemoryLogStore(), new InMemorySaltStore(), findings),
                findings,
                new InMemoryApprovalOfRecordStore(),
                alerts,
                Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard()),
                Duration.ZERO,
                facts,
                settings,
                new DetectLeavingOwners.HandOver(14, Map.of()),
                clock);
    }

    private static NonHumanIdentity app(String name) {
        return NonHumanIdentity.of(
                        new IdentityId(GOOGLE, IdentityKind.SERVICE_ACCOUNT, name),
                        new ProviderId("google"),
                        "service-account",
                        name)
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static Grant role(String permission) {
        return Grant.of(
                        "role/" + permission,
                        GrantSubject.tenant(),
                        "google",
                        PermissionKind.APPLICATION,
                        List.of(permission))
                .withStanding(ProviderStatus.ACTIVE);
    }

    private Optional<IdentityRecord> rows(NonHumanIdentity app) {
        return access.identityRecord(ACME, app.id());
    }

    private static Optional<StoredRecord<Grant>> grant(Optional<IdentityRecord> rows, String key) {
        return rows.stream()
                .flatMap(one -> one.grants().stream())
                .filter(row -> row.content().key().equals(key))
                .findFirst();
    }

    /** Stores a grant of an app and returns the batch that the stream delivers. */
    private IdentityChangeBatch store(NonHumanIdentity app, Grant grant, boolean baseline) {
        clock.advance(Duration.ofMinutes(1));
        Optional<IdentityRecord> before = rows(app);
        access.apply(
                ACME,
                new ObservationBatch(
                        clock.instant(), baseline, List.of(new AccessObservation.GrantObserved(app, grant))));
        return batch(app, before, grant.key());
    }

    private IdentityChangeBatch remove(NonHumanIdentity app, Grant grant) {
        clock.advance(Duration.ofMinutes(1));
        Optional<IdentityRecord> before = rows(app);
        access.remove(ACME, List.of(new AccessObservation.GrantObserved(app, grant).key()), clock.instant());
        return batch(app, before, grant.key());
    }

    private IdentityChangeBatch batch(NonHumanIdentity app, Optional<IdentityRecord> before, String key) {
        IdentityRecord after = rows(app).orElseThrow();
        List<RowChange> changes = new ArrayList<>();
        if (!before.map(IdentityRecord::identity).equals(Optional.of(after.identity()))) {
            changes.add(new RowChange.OfIdentity(before.map(IdentityRecord::identity), after.identity()));
        }
        changes.add(new RowChange.OfGrant(
                grant(before, key), grant(Optional.of(after), key).orElseThrow()));
        return new IdentityChangeBatch(ACME, app.id(), changes, Timestamp.unknown(), List.of());
    }

    private void handle(IdentityChangeBatch batch) {
        detect.examinePaths(ACME, detect.handleIdentity(batch).stream().toList());
    }

    private List<Finding> open(NonHumanIdentity app) {
        return findings.openByIdentity(ACME, app.id()).stream()
                .filter(finding -> finding.type() == FindingType.PATH_OPENED)
                .toList();
    }

    private int openPathFindings(NonHumanIdentity... apps) {
        int count = 0;
        for (NonHumanIdentity app : apps) {
            count += open(app).size();
        }
        return count;
    }

    private static final NonHumanIdentity CROWN = app("crown");
    private static final NonHumanIdentity HELPER = app("helper");
    private static final NonHumanIdentity SECOND = app("second");

    @Test
    void reportsChangeWithItsPathAndGrantToRevoke() {
        handle(store(CROWN, role(CONTROLS), true));
        handle(store(HELPER, role(MINTS), false));

        assertThat(open(HELPER)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.headline()).isEqualTo("can now get control of a whole provider (tier zero) in one step");
            assertThat(finding.after())
                    .singleElement()
                    .asString()
                    .startsWith("1. helper can create tokens or keys for crown, because it has " + MINTS + ".");
            assertThat(finding.reasons())
                    .contains("helper received " + MINTS + ".")
                    .contains("To close the path, revoke " + MINTS + " from helper.")
                    .anyMatch(reason -> reason.startsWith("Not collected"));
            assertThat(finding.advice()).startsWith("Revoke " + MINTS + " from helper");
        });
        assertThat(alerts.pending()).extracting(AlertWork::identity).contains(HELPER.id());
    }

    private IdentitySummary summary(NonHumanIdentity app) {
        return rows(app).flatMap(IdentityRecord::summary).orElseThrow();
    }

    @Test
    void recordsZonesThatIdentityReachesWhilePathExists() {
        handle(store(HELPER, role(MINTS), true));
        handle(store(CROWN, role(CONTROLS), false));
        assertThat(summary(HELPER).zones()).contains(new TreeSet<>(Set.of("tier-zero")));
        handle(remove(CROWN, role(CONTROLS)));
        assertThat(summary(HELPER).zones()).isEmpty();
    }

    @Test
    void reportsLeaverWhomNewlySavedSummaryNamesAsOwner() {
        PersonId creator = new PersonId(GOOGLE, "1001");
        NonHumanIdentity owned = HELPER.withOwnerClues(
                Set.of(new OwnerEvidenceItem(new PersonId(GOOGLE, "1002"), OwnerRole.CREATOR, Timestamp.unknown())));
        NonHumanIdentity inherited =
                HELPER.withOwnerClues(Set.of(new OwnerEvidenceItem(creator, OwnerRole.CREATOR, Timestamp.unknown())));
        handle(store(owned, role(MINTS), true));
        clock.advance(Duration.ofMinutes(1));
        access.apply(
                ACME,
                new ObservationBatch(
                        clock.instant(),
                        false,
                        List.of(
                                new AccessObservation.PersonObserved(Person.of(
                                        creator, "Eve", KnownOrUnknown.unknown(), EmploymentStatus.SUSPENDED)),
                                new AccessObservation.IdentityObserved(inherited))));

        handle(store(CROWN, role(CONTROLS), false)); // saves the zones of HELPER, whose own event is not handled yet

        assertThat(summary(HELPER).owner()).contains(creator);
        assertThat(findings.openByIdentity(ACME, HELPER.id()))
                .extracting(Finding::type)
                .contains(FindingType.OWNER_LEFT);
    }

    @Test
    void pathRaisesSeverityOfIdentity() {
        handle(store(HELPER, role("openid"), true));
        IdentityRecord rows = rows(HELPER).orElseThrow();
        assertThat(summary(HELPER).severity()).isEqualTo(Severity.LOW);
        for (Map.Entry<String, Severity> one : Map.of("tier-zero", Severity.CRITICAL, "finance-mail", Severity.HIGH)
                .entrySet()) {
            IdentityRecord onPath = new IdentityRecord(
                    rows.identity(),
                    rows.grants(),
                    rows.credentials(),
                    rows.events(),
                    rows.usage(),
                    rows.summary().map(known -> known.withZones(new TreeSet<>(Set.of(one.getKey())))),
                    rows.findings());
            assertThat(Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard())
                            .summary(onPath, MONDAY)
                            .severity())
                    .isEqualTo(one.getValue());
        }
    }

    @Test
    void closesFindingWhenPathEnds() {
        handle(store(CROWN, role(CONTROLS), true));
        handle(store(HELPER, role(MINTS), false));
        handle(remove(HELPER, role(MINTS)));
        assertThat(open(HELPER)).isEmpty();

        handle(store(HELPER, role(MINTS), false));
        assertThat(open(HELPER)).as("the same path opened again").hasSize(1);
    }

    @Test
    void closesFindingWhenTargetOfPathIsNoLongerPrivileged() {
        handle(store(CROWN, role(CONTROLS), true));
        handle(store(HELPER, role(MINTS), false));
        handle(remove(CROWN, role(CONTROLS)));
        assertThat(open(HELPER)).isEmpty();
    }

    @Test
    void groupsIdentitiesExposedByOneChangeIntoOneFinding() {
        handle(store(HELPER, role(MINTS), true));
        handle(store(SECOND, role(MINTS), true));
        handle(store(CROWN, role(CONTROLS), false));

        assertThat(openPathFindings(HELPER, SECOND)).isZero();
        assertThat(open(CROWN)).singleElement().satisfies(finding -> {
            assertThat(finding.headline())
                    .isEqualTo("lets 2 other identities get control of a whole provider (tier zero)");
            assertThat(finding.reasons()).contains("It opens the way for 2 other identities: helper, second.");
        });
        handle(remove(HELPER, role(MINTS)));
        assertThat(open(CROWN)).as("the other identity still reaches it").hasSize(1);
        handle(remove(SECOND, role(MINTS)));
        assertThat(open(CROWN)).isEmpty();
    }

    @Test
    void opensNoFindingsForFirstSweep() {
        handle(store(CROWN, role(CONTROLS), true));
        handle(store(HELPER, role(MINTS), true));
        assertThat(openPathFindings(CROWN, HELPER)).isZero();
    }

    @Test
    void reportsChangeOnceEvenIfItIsDeliveredRepeatedly() {
        handle(store(CROWN, role(CONTROLS), true));
        IdentityChangeBatch batch = store(HELPER, role(MINTS), false);
        handle(batch);
        handle(batch);
        assertThat(open(HELPER)).hasSize(1);

        handle(remove(HELPER, role(MINTS)));
        handle(batch);
        assertThat(open(HELPER)).as("a late duplicate").isEmpty();
    }

    @Test
    void repeatsInterruptedExamination() {
        reconcile();
        handle(store(CROWN, role(CONTROLS), true));
        IdentityChangeBatch batch = store(HELPER, role(MINTS), false);
        detect.handleIdentity(batch); // interrupted before the examination
        assertThat(open(HELPER)).isEmpty();
        handle(batch);
        assertThat(open(HELPER)).hasSize(1);
        assertThat(facts.all(ACME)).noneMatch(PathFactRow::isPending);
    }

    @Test
    void reportsPathOpenedByTwoChangesOnceRegardlessOfTheirOrder() {
        for (boolean reversed : new boolean[] {false, true}) {
            NonHumanIdentity crown = app("crown-" + reversed);
            NonHumanIdentity helper = app("helper-" + reversed);
            List<Optional<String>> recorded = new ArrayList<>();
            recorded.add(detect.handleIdentity(store(crown, role(CONTROLS), false)));
            recorded.add(detect.handleIdentity(store(helper, role(MINTS), false)));
            List<String> keys =
                    new ArrayList<>(recorded.stream().flatMap(Optional::stream).toList());
            if (reversed) {
                keys.sort(Comparator.reverseOrder());
            }
            keys.forEach(key -> detect.examinePaths(ACME, List.of(key)));
            assertThat(openPathFindings(crown, helper)).isEqualTo(1);
            handle(remove(helper, role(MINTS)));
            handle(remove(crown, role(CONTROLS)));
        }
    }

    @Test
    void dailyRunClosesExpiredPathsAndAdoptsRowsOfEarlierRelease() {
        store(CROWN, role(CONTROLS), false);
        store(HELPER, role(MINTS).withExpires(Timestamp.at(clock.instant().plus(Duration.ofDays(2)))), false);
        assertThat(facts.all(ACME)).isEmpty();
        reconcile();
        assertThat(openPathFindings(CROWN, HELPER)).as("it was there before").isZero();

        handle(store(
                SECOND, role(MINTS).withExpires(Timestamp.at(clock.instant().plus(Duration.ofDays(1)))), false));
        assertThat(open(SECOND)).hasSize(1);
        clock.advance(Duration.ofDays(1));
        reconcile();
        assertThat(open(SECOND)).isEmpty();
    }

    @Test
    void firstDailyRunReportsPathOpenedByEarlierChange() {
        store(CROWN, role(CONTROLS), false); // stored by an earlier release, which recorded no path facts
        handle(store(HELPER, role(MINTS), false));
        assertThat(open(HELPER)).as("its goal is not known yet").isEmpty();

        reconcile();
        assertThat(open(HELPER))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reasons()).contains("helper received " + MINTS + "."));
        reconcile();
        assertThat(open(HELPER)).hasSize(1);
        assertThat(facts.all(ACME)).noneMatch(PathFactRow::isPending);
    }

    private static Person admin(int number, boolean roles) {
        PersonId id = new PersonId(GOOGLE, "user-" + number);
        return Person.of(
                        roles ? id.rolesId() : id,
                        "User " + number,
                        KnownOrUnknown.known("user-" + number + "@acme.example"),
                        EmploymentStatus.ACTIVE)
                .withAliases(Set.of(new Alias("google-role", roles ? "SUPER_ADMIN" : "member")));
    }

    private Optional<String> store(Person person) {
        Optional<StoredRecord<Person>> before = access.person(ACME, person.id());
        clock.advance(Duration.ofMinutes(1));
        access.apply(
                ACME,
                new ObservationBatch(clock.instant(), false, List.of(new AccessObservation.PersonObserved(person))));
        return detect.handlePerson(
                ACME, before, access.person(ACME, person.id()).orElseThrow());
    }

    @Test
    void examinesManyChangedAccountsWithOneReadOfFacts() {
        handle(store(CROWN, role(CONTROLS), true));
        reconcile();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            store(admin(i, false)).ifPresent(keys::add);
        }
        assertThat(keys).hasSize(500);
        int reads = facts.readsOfAll();
        detect.examinePaths(ACME, keys);
        assertThat(facts.readsOfAll() - reads).isEqualTo(1);
        assertThat(facts.all(ACME)).noneMatch(PathFactRow::isPending);
    }

    @Test
    void firstReadOfAdministratorRolesOpensNothingButLaterRoleIsExamined() {
        reconcile();
        assertThat(store(admin(1, true))).isEmpty();
        assertThat(store(admin(2, true))).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(store(admin(3, true))).contains("person/google-acme/roles/user-3");
    }

    private static final ConnectionId OKTA = new ConnectionId("okta-acme");
    private static final NonHumanIdentity CHAT =
            oktaApp("chat", "sign-in-app", "Chat").withAttributes(Map.of("signs-in-to", "slack:acme"));
    private static final NonHumanIdentity DESK = oktaApp("desk", "service-app", "desk");

    private static NonHumanIdentity oktaApp(String id, String form, String name) {
        return NonHumanIdentity.of(
                        new IdentityId(OKTA, IdentityKind.OAUTH_CLIENT, id), new ProviderId("okta"), form, name)
                .withStanding(ProviderStatus.ACTIVE);
    }

    private static Person assignment(String account) {
        return Person.of(
                        new PersonId(OKTA, account).assignedId("chat"),
                        account,
                        KnownOrUnknown.unknown(),
                        EmploymentStatus.UNKNOWN)
                .withAliases(Set.of(new Alias("assigned-app", CHAT.id().toString())));
    }

    private static Person account(String connection, String id, Alias... aliases) {
        return Person.of(
                        new PersonId(new ConnectionId(connection), id),
                        "Ana",
                        KnownOrUnknown.known("ana@acme.example"),
                        EmploymentStatus.ACTIVE)
                .withAliases(Set.of(aliases));
    }

    private void examine(Person... people) {
        for (Person person : people) {
            detect.examinePaths(ACME, store(person).stream().toList());
        }
    }

    /** A help desk's app that can reset Ana's password at Okta, through which she signs in to Slack, which she owns. */
    private void openPathThroughSignInApp() {
        Grant resets = Grant.of(
                        "desk",
                        GrantSubject.tenant(),
                        "okta",
                        PermissionKind.APPLICATION,
                        List.of("okta.users.manage", "role:HELP_DESK_ADMIN"))
                .withStanding(ProviderStatus.ACTIVE);
        handle(store(
                CHAT,
                Grant.of("sign-in", GrantSubject.tenant(), "okta", PermissionKind.APPLICATION, List.of())
                        .withStanding(ProviderStatus.ACTIVE),
                true));
        reconcile();
        examine(
                account("okta-acme", "ana", new Alias("okta-role", "user")),
                account("slack", "U1", new Alias("slack-role", "owner"), new Alias("slack-sign-in", "sso")));
        handle(store(DESK, resets, false));
    }

    @Test
    void firstReadOfAssignmentsClosesNoFindingBeforeItIsComplete() {
        openPathThroughSignInApp();
        assertThat(open(DESK)).hasSize(1);

        int reads = facts.readsOfAll();
        examine(assignment("bo"), assignment("*"));
        assertThat(facts.readsOfAll()).as("what opens nothing reads no facts").isEqualTo(reads);
        handle(store(HELPER, role(MINTS), false));
        assertThat(open(DESK)).as("Ana may be assigned").hasSize(1);

        examine(assignment("ana"));
        reconcile();
        assertThat(open(DESK)).as("Ana is assigned").hasSize(1);
        assertThat(open(DESK).getFirst().reasons()).anyMatch(reason -> reason.startsWith("desk received"));
    }

    @Test
    void completeFirstReadClosesFindingAndLaterAssignmentOpensOne() {
        openPathThroughSignInApp();
        examine(assignment("bo"), assignment("*"));
        reconcile();
        assertThat(open(DESK)).as("Ana is not assigned").isEmpty();

        examine(assignment("ana"));
        assertThat(open(DESK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.reasons()).contains("Ana was assigned to Chat."));
    }

    @Test
    void endOfLastAssignmentOpensNothing() {
        openPathThroughSignInApp();
        examine(assignment("ana"), assignment("*"));
        reconcile();
        assertThat(open(DESK)).hasSize(1);

        end(assignment("ana"));
        assertThat(open(DESK)).as("nobody is assigned").isEmpty();
        end(assignment("*"));
        assertThat(open(DESK)).as("the connection ends").isEmpty();
        assertThat(facts.all(ACME)).noneMatch(PathFactRow::isPending);
    }

    private void end(Person person) {
        clock.advance(Duration.ofMinutes(1));
        Optional<StoredRecord<Person>> before = access.person(ACME, person.id());
        access.remove(ACME, List.of(new AccessObservation.PersonObserved(person).key()), clock.instant());
        detect.examinePaths(
                ACME,
                detect
                        .handlePerson(
                                ACME, before, access.person(ACME, person.id()).orElseThrow())
                        .stream()
                        .toList());
    }

    @Test
    void roleThatIsReadAnHourLateCountsAsNew() {
        reconcile();
        Person first = admin(1, true);
        Person second = admin(2, true);
        access.apply(
                ACME,
                new ObservationBatch(clock.instant(), false, List.of(new AccessObservation.PersonObserved(first))));
        clock.advance(Duration.ofMinutes(30));
        access.apply(
                ACME,
                new ObservationBatch(clock.instant(), false, List.of(new AccessObservation.PersonObserved(second))));
        clock.advance(Duration.ofHours(1));

        assertThat(detect.handlePerson(
                        ACME, Optional.empty(), access.person(ACME, first.id()).orElseThrow()))
                .isEmpty();
        assertThat(detect.handlePerson(
                        ACME, Optional.empty(), access.person(ACME, second.id()).orElseThrow()))
                .contains("person/google-acme/roles/user-2");
    }

    private void reconcile() {
        Map<String, String> identities = new TreeMap<>();
        for (NonHumanIdentity app : List.of(CROWN, HELPER, SECOND, CHAT, DESK)) {
            rows(app)
                    .ifPresent(row ->
                            identities.put(app.id().toString(), detect.paths().factsOf(row)));
        }
        Map<String, String> people = new TreeMap<>();
        access.people(ACME, OKTA, 100, Optional.empty())
                .items()
                .forEach(row ->
                        people.put(row.content().id().toString(), detect.paths().factsOf(row)));
        detect.paths().reconcile(ACME, identities, people, Map.of());
    }

    @Test
    void storesPathFactsOfNewPersonWithoutReportingPath() {
        PersonId ana = new PersonId(GOOGLE, "ana");
        handle(store(CROWN, role(CONTROLS), true));
        Person person = Person.of(ana, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE);
        access.apply(
                ACME,
                new ObservationBatch(clock.instant(), true, List.of(new AccessObservation.PersonObserved(person))));
        detect.examinePaths(
                ACME,
                detect
                        .handlePerson(
                                ACME, Optional.empty(), access.person(ACME, ana).orElseThrow())
                        .stream()
                        .toList());
        assertThat(facts.find(ACME, "person/" + ana)).isPresent();
        assertThat(openPathFindings(CROWN))
                .as("people are no identities outside the zone")
                .isZero();
    }

    @Test
    void reportsZonesDefinedByOperator() {
        detect = detect(List.of(new PathZone("finance-mail", Set.of(), Set.of("read mail"))));
        handle(store(CROWN, role("https://www.googleapis.com/auth/gmail.readonly"), true));
        handle(store(HELPER, role(MINTS), false));
        assertThat(open(HELPER)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.headline()).isEqualTo("can now get control of the zone finance-mail in one step");
            assertThat(finding.key()).startsWith("path-opened/finance-mail/");
        });
    }

    @Test
    void storesFactsOnlyAboutAccessThatCanOpenPaths() {
        handle(store(app("reader"), role("openid"), false));
        assertThat(facts.all(ACME)).isEmpty();
    }

    @Test
    void followsTrustsDefinedByOperator() {
        detect = detect(new PathSettings(
                List.of(new PathZone("production", Set.of("aws:production"), Set.of())),
                List.of(new PathTrust(CROWN.id().toString(), "aws:production", "OIDC"))));
        handle(store(CROWN, role("openid"), true));
        handle(store(HELPER, role(MINTS), false));
        assertThat(open(HELPER)).singleElement().satisfies(finding -> {
            assertThat(finding.headline()).isEqualTo("can now get control of the zone production in 2 steps");
            assertThat(finding.after()).anyMatch(step -> step.contains("becomes aws:production (OIDC)"));
        });
    }

    @Test
    void readsTrustsWithTheirConditions() {
        DetectionConfig config = DetectionConfig.parse("""
            {"trusts": [{"from": "github:Acme/Deploy", "to": "aws:production", "by": "OIDC"},
              {"from": "person:ana@acme.example", "to": "google/service-account/x", "onlyIf": "a reviewer agrees"}]}
            """);
        assertThat(config.pathSettings(Map.of()).trusts())
                .containsExactly(
                        new PathTrust("github:deploy", "aws:production", "OIDC"),
                        new PathTrust(
                                "person:ana@acme.example",
                                "google/service-account/x",
                                "configured trust",
                                Optional.of("a reviewer agrees")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}|'from' must be a place such as 'github:deploy'",
                "{'from': 'deploy', 'to': 'aws:x'}|'from' must be a place",
                "{'from': 'github:', 'to': 'aws:x'}|'from' must be a place",
                "{'from': 'github:a'}|'to' must be a place",
                "{'from': 'github:a', 'to': 'github:acme/a'}|a trust must have two different ends",
                "{'from': 'github:a', 'to': 'aws:x', 'by': '{to}'}|'by' must be one line"
            })
    void namesInvalidFieldOfTrustAndItsFix(String trust, String problem) {
        String json = "{\"trusts\": [" + trust.replace('\'', '"') + "]}";
        assertThatThrownBy(() -> DetectionConfig.parse(json))
                .hasMessageContaining("trusts[0]")
                .hasMessageContaining(problem);
    }

    @Test
    void namesInvalidFieldOfZoneAndItsFix() {
        assertThatThrownBy(() -> DetectionConfig.parse("{\"zones\": [{\"name\": \"Production\"}]}"))
                .hasMessageContaining("zones[0]")
                .hasMessageContaining("'name' must be lowercase letters");
        assertThatThrownBy(
                        () -> DetectionConfig.parse("{\"zones\": [{\"name\": \"tier-zero\", \"members\": [\"a\"]}]}"))
                .hasMessageContaining("which Grantkeeper defines");
        assertThatThrownBy(() -> DetectionConfig.parse("{\"zones\": [{\"name\": \"mail\"}]}"))
                .hasMessageContaining("at least one must select something");
        assertThatThrownBy(() ->
                        DetectionConfig.parse("{\"zones\": [{\"name\": \"mail\", \"capabilities\": [\"mail\"]}]}"))
                .hasMessageContaining("such as 'read mail'");
        DetectionConfig config = DetectionConfig.parse("{\"zones\": [{\"name\": \"prod\", \"tags\": [\"prod\"]}]}");
        assertThat(config.pathSettings(Map.of("prod", List.of("a"))).zones())
                .containsExactly(new PathZone("prod", Set.of("a"), Set.of()));
        assertThatThrownBy(() -> config.pathSettings(Map.of("other", List.of("a"))))
                .hasMessageContaining("not a member of 'decisions.tags'");
        assertThat(new TreeSet<>(
                        ZoneConfig.tags("{\"tags\": {\"prod\": [\"a\"]}}").keySet()))
                .containsExactly("prod");
    }
}
