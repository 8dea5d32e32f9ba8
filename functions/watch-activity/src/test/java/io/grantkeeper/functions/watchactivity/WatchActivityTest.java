package io.grantkeeper.functions.watchactivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.behavior.ActivityBatchAnalyzer;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.ActivityRecord;
import io.grantkeeper.behavior.PlaceDatabase;
import io.grantkeeper.behavior.incident.AnswerFeedback;
import io.grantkeeper.behavior.incident.CloseIncident;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.behavior.store.ProfileValue;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.AccessGranted;
import io.grantkeeper.connector.activity.ActivityEffect.CredentialAdded;
import io.grantkeeper.connector.activity.ActivityEffect.RoleGranted;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemoryIncidentStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryProfileStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWorkQueue;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchActivityTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final ActivityParty SYNC = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa1", "CRM Sync");
    private static final ActivityParty OTHER = ActivityParty.of(ActivityParty.Kind.APP, "app/0oa2", "Mailer");
    private static final IdentityId SYNC_ID = IdentityId.parse("okta-acme/oauth-client/0oa1");

    /** A company's stores, which outlive the processes that use them. */
    private static final class Bench {
        final ManualClock clock = new ManualClock(START.plus(Duration.ofDays(40)));
        final InMemoryFindingStore findings = new InMemoryFindingStore();
        final InMemoryAccessStore access = new InMemoryAccessStore(findings);
        final InMemoryProfileStore profiles = new InMemoryProfileStore();
        final InMemoryIncidentStore incidents = new InMemoryIncidentStore();
        final InMemoryLogStore ledger = new InMemoryLogStore();
        final InMemorySaltStore salts = new InMemorySaltStore();
        final InMemoryWorkQueue<AlertWork> alerts = new InMemoryWorkQueue<>(clock);

        @SuppressWarnings("unchecked") // the proxy forwards to the guarded queue
        WatchActivity process(CrashSimulator kill, int budget) {
            FindingStore guarded = kill.guard(FindingStore.class, findings);
            return new WatchActivity(
                    new ActivityBatchAnalyzer(new PlaceDatabase(), kill.guard(ProfileStore.class, profiles), clock),
                    new LoggedIdentityLookup(access, new InMemoryIdentityAliasStore(), clock),
                    access,
                    guarded,
                    new InventoryChangeRecorder(ledger, salts, guarded),
                    new IncidentCorrelator(kill.guard(IncidentStore.class, incidents)),
                    new AnswerFeedback(
                            new IncidentCorrelator(kill.guard(IncidentStore.class, incidents)),
                            kill.guard(ProfileStore.class, profiles)),
                    kill.guard(WorkQueue.class, alerts),
                    new AlertBudget(budget),
                    Duration.ZERO,
                    clock);
        }

        WatchActivity process() {
            return process(CrashSimulator.never(), 5);
        }

        List<Incident> open() {
            return new IncidentCorrelator(incidents).since(TENANT, Instant.EPOCH);
        }

        /** Returns the owners' answers in an identity's profile. */
        List<ProfileValue> profiles(ActivityParty who) {
            ProfileKey key = new ProfileKey(
                    ProfileKey.Kind.IDENTITY, "okta-acme", who.ids().getFirst());
            return List.copyOf(profiles.load(TENANT, List.of(key))
                    .getOrDefault(key, ProfileStore.Versioned.NONE)
                    .profile()
                    .section(ProfileSection.ANSWERS)
                    .values());
        }

        List<Finding> findings() {
            return findings.open(TENANT, 100, Optional.empty()).items();
        }
    }

    private final Bench bench = new Bench();

    private static Activity use(
            int day,
            int minute,
            ActivityParty who,
            long asn,
            String client,
            String operation,
            ActivityEffect... effects) {
        Instant at = START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
        return new Activity(
                who.ids().getFirst() + "/" + at + "/" + operation + "/" + client,
                at,
                who,
                who,
                ActivityPerson.NONE,
                "",
                operation,
                new ActivityClass("crm", "read"),
                "accounts",
                new ActivityPlace("", asn, "", "DE"),
                client,
                ActivityOutcome.SUCCEEDED,
                0,
                List.of(effects));
    }

    private static ActivityRecord record(Activity... activities) {
        return new ActivityRecord(activities[0].eventId(), "okta", "okta-acme", List.of(activities));
    }

    private void learn(ActivityParty who) {
        for (int day = 0; day < 30; day++) {
            Activity[] rows = new Activity[5];
            for (int minute = 0; minute < 5; minute++) {
                rows[minute] = use(day, minute, who, 64500, "sync/1.0", "accounts.list");
            }
            bench.process().handle(TENANT, List.of(record(rows)), Set.of());
        }
        assertThat(bench.findings()).isEmpty();
    }

    private static List<ActivityRecord> theft() {
        List<ActivityRecord> records = new ArrayList<>();
        for (int slot = 0; slot < 3; slot++) {
            Activity[] rows = new Activity[20];
            for (int i = 0; i < 20; i++) {
                rows[i] = use(30, slot * 5 + i / 5, SYNC, 64666, "curl/8", "accounts.export" + i);
            }
            records.add(record(rows));
        }
        return records;
    }

    @Test
    void stolenTokenBecomesOneIncidentWithOneAlert() {
        learn(SYNC);
        bench.process().handle(TENANT, theft(), Set.of());
        assertThat(bench.open()).singleElement().satisfies(incident -> {
            assertThat(incident.identities()).containsExactly(SYNC_ID);
            assertThat(incident.severity().atLeast(Severity.HIGH)).isTrue();
            assertThat(incident.timeline()).filteredOn(IncidentEntry::alerts).isNotEmpty();
        });
        assertThat(bench.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.type()).isEqualTo(FindingType.UNUSUAL_ACTIVITY);
            assertThat(finding.identity()).isEqualTo(SYNC_ID);
            assertThat(finding.reasons().getFirst()).contains("CRM Sync", "150 uses");
            assertThat(finding.reasonsForTeam()).anyMatch(reason -> reason.contains("MITRE"));
        });
        assertThat(bench.alerts.size()).isPositive();
    }

    @Test
    void redeliveryAddsNothing() {
        learn(SYNC);
        bench.process().handle(TENANT, theft(), Set.of());
        List<Incident> incidents = bench.open();
        List<Finding> findings = bench.findings();
        int alerts = bench.alerts.size();
        bench.process().handle(TENANT, theft(), Set.of());
        assertThat(bench.open()).isEqualTo(incidents);
        assertThat(bench.findings()).isEqualTo(findings);
        assertThat(bench.alerts.size()).isEqualTo(alerts);
    }

    @Test
    void interruptionAtAnyWriteLosesAndDuplicatesNothing() throws Exception {
        assertThat(CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                    WatchActivityTest other = new WatchActivityTest();
                    other.learn(SYNC);
                    try {
                        other.bench.process(kill, 5).handle(TENANT, theft(), Set.of());
                    } catch (ProcessCrashedError _) {
                        other.bench.process().handle(TENANT, theft(), Set.of());
                    }
                    return summary(other.bench);
                }))
                .isGreaterThan(10);
    }

    private static List<String> summary(Bench bench) {
        List<String> all = new ArrayList<>();
        bench.findings().forEach(finding -> all.add(finding.key() + " " + finding.severity() + " " + finding.sendId()));
        bench.open().forEach(incident -> all.add(incident.id() + incident.timeline()));
        return all;
    }

    @Test
    void historyTrainsProfilesWithoutCausingFindings() {
        learn(SYNC);
        List<ActivityRecord> theft = theft();
        bench.process()
                .handle(
                        TENANT,
                        theft,
                        Set.copyOf(theft.stream().map(ActivityRecord::id).toList()));
        assertThat(bench.findings()).isEmpty();
        assertThat(bench.open()).isEmpty();
    }

    @Test
    void signalsFromOneNetworkFormOneIncidentAcrossIdentities() {
        learn(SYNC);
        learn(OTHER);
        bench.process().handle(TENANT, theft(), Set.of());
        Activity[] rows = new Activity[20];
        for (int i = 0; i < 20; i++) {
            rows[i] = use(30, 30 + i / 5, OTHER, 64666, "curl/8", "mail.export" + i);
        }
        bench.process().handle(TENANT, List.of(record(rows)), Set.of());
        assertThat(bench.open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.identities()).hasSize(2));
    }

    @Test
    void spentBudgetSuppressesMediumSignalsButNotHighOnes() {
        ActivityEffect grant = new AccessGranted(SYNC, "admin", Weight.HIGH);
        Activity consent = new Activity(
                "consent",
                START,
                ActivityParty.of(ActivityParty.Kind.PERSON, "person/ana", "ana"),
                SYNC,
                new ActivityPerson("ana", "ana@acme.test"),
                "",
                "app.grant",
                new ActivityClass("identity-administration", "write"),
                "",
                ActivityPlace.UNKNOWN,
                "",
                ActivityOutcome.SUCCEEDED,
                0,
                List.of(grant));
        bench.process(CrashSimulator.never(), 0).handle(TENANT, List.of(record(consent)), Set.of());
        assertThat(bench.open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.severity()).isEqualTo(Severity.MEDIUM));
        assertThat(bench.alerts.size()).isZero();
        Activity self = use(1, 0, OTHER, 64500, "sync/1.0", "key.create", new CredentialAdded(OTHER, "key-2"));
        bench.process(CrashSimulator.never(), 0).handle(TENANT, List.of(record(self)), Set.of());
        assertThat(bench.alerts.size()).isEqualTo(1);
    }

    @Test
    void severeSignalCausesAlertAfterSuppressedOneOfSameTypeAndDay() {
        Activity medium =
                use(1, 0, OTHER, 64500, "sync/1.0", "role.add", new RoleGranted(SYNC, "reader", Weight.MEDIUM));
        Activity high = use(1, 9, OTHER, 64500, "sync/1.0", "role.add", new RoleGranted(SYNC, "admin", Weight.HIGH));
        bench.process(CrashSimulator.never(), 0).handle(TENANT, List.of(record(medium)), Set.of());
        assertThat(bench.alerts.size()).isZero();
        bench.process(CrashSimulator.never(), 0).handle(TENANT, List.of(record(high)), Set.of());
        assertThat(bench.alerts.size()).isEqualTo(1);
        assertThat(bench.findings())
                .filteredOn(finding -> finding.sendId().isEmpty())
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void closedIncidentReceivesNoFurtherEntries() {
        learn(SYNC);
        bench.process().handle(TENANT, theft().subList(0, 1), Set.of());
        Incident first = bench.open().getFirst();
        var _ = new IncidentCorrelator(bench.incidents)
                .close(TENANT, first.id(), new Incident.Closure(IncidentVerdict.BENIGN, "ana", "a test", START));
        assertThat(bench.open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.isOpen()).isFalse());
    }

    /** Returns another activity of an ongoing theft: the same kind of use on a later day, from yet another network. */
    private static ActivityRecord again(int day, long asn, int count) {
        Activity[] rows = new Activity[count];
        for (int i = 0; i < count; i++) {
            rows[i] = use(day, i / 5, SYNC, asn, "curl/8", "accounts.export" + i);
        }
        return record(rows);
    }

    @Test
    void ownersAnswerIsRecordedInIncidentAndInProfile() {
        learn(SYNC);
        bench.process().handle(TENANT, List.of(again(30, 64666, 3)), Set.of());
        Finding seen = bench.findings().getFirst();
        bench.findings.accept(TENANT, SYNC_ID, seen.key(), START.plus(Duration.ofDays(31)));
        bench.process().learnAnswer(TENANT, seen);
        bench.process().learnAnswer(TENANT, seen);
        assertThat(bench.open())
                .singleElement()
                .satisfies(incident -> assertThat(incident.timeline())
                        .filteredOn(entry -> entry.answer().isPresent())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.finding()).contains(seen.key())));
        assertThat(bench.profiles(SYNC)).isNotEmpty();
    }

    @Test
    void answerThatOwnerDidNotExpectActivityIsRecordedAndRaisesSeverity() {
        learn(SYNC);
        bench.process().handle(TENANT, List.of(again(30, 64666, 3)), Set.of());
        Finding seen = bench.findings().getFirst();
        Finding answer = new Finding(
                Finding.NOT_EXPECTED + seen.key(),
                SYNC_ID,
                seen.type(),
                Severity.HIGH,
                FindingStatus.OPEN,
                "did something that its owner did not expect",
                List.of(),
                List.of(),
                seen.reasons(),
                "",
                KnownOrUnknown.unknown(),
                List.of(),
                START.plus(Duration.ofDays(31)),
                Optional.empty(),
                Optional.of("q"),
                seen.basis());
        bench.process().learnRefusal(TENANT, answer);
        bench.process().learnRefusal(TENANT, answer);

        assertThat(bench.profiles(SYNC))
                .as("signals of this type are one level more severe")
                .isNotEmpty()
                .allMatch(each -> each.number(1) == 1);
        assertThat(bench.open()).singleElement().satisfies(incident -> {
            assertThat(incident.timeline())
                    .filteredOn(entry -> entry.answer().isPresent())
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.answer().orElseThrow().expected()).isFalse());
            assertThat(incident.timeline())
                    .filteredOn(entry -> entry.severity() == Severity.HIGH)
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.finding()).contains(answer.key()));
        });
    }

    @Test
    void ownersAnswerChangesNothingAfterSecurityTeamHasDecided() {
        learn(SYNC);
        bench.process().handle(TENANT, List.of(again(30, 64666, 3)), Set.of());
        Finding seen = bench.findings().getFirst();
        var _ = close(IncidentVerdict.TRUE);
        assertThat(bench.profiles(SYNC)).allMatch(answer -> answer.number(1) == 1);
        bench.process().learnAnswer(TENANT, seen);
        assertThat(bench.profiles(SYNC)).isNotEmpty().allMatch(answer -> answer.number(1) == 1);
    }

    private Optional<Incident> close(IncidentVerdict verdict) {
        return new CloseIncident(new IncidentCorrelator(bench.incidents), bench.profiles, bench.findings)
                .close(
                        TENANT,
                        bench.open().getFirst().id(),
                        new Incident.Closure(verdict, "ana", "looked into it", START.plus(Duration.ofDays(31))));
    }

    @Test
    void closingIncidentClosesItsFindingsAndRecordsVerdictInProfile() {
        learn(SYNC);
        bench.process().handle(TENANT, theft(), Set.of());
        assertThat(bench.findings()).isNotEmpty();
        assertThat(close(IncidentVerdict.BENIGN)).isPresent();
        assertThat(bench.findings()).isEmpty();
        assertThat(bench.profiles(SYNC)).isNotEmpty().allMatch(answer -> answer.number(1) == 0);
        assertThat(close(IncidentVerdict.BENIGN))
                .as("closing again completes what was interrupted")
                .isPresent();
    }
}
