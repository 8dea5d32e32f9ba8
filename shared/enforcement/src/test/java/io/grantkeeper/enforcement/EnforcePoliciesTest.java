package io.grantkeeper.enforcement;

import static io.grantkeeper.enforcement.EnforcementFixture.LEAVER;
import static io.grantkeeper.enforcement.EnforcementFixture.LEAVERS;
import static io.grantkeeper.enforcement.EnforcementFixture.STAYS;
import static io.grantkeeper.enforcement.EnforcementFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.PolicyViolation.State;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Enforcement outside of requests")
class EnforcePoliciesTest {
    private final EnforcementFixture firm = new EnforcementFixture(CrashSimulator.never());

    private void setUpLeaver(PolicyStage stage) {
        firm.addApp("notes", LEAVER, STAYS);
        firm.putPolicy(LEAVERS, stage);
        firm.leave(LEAVER);
    }

    private PolicyViolation onlyViolation() {
        return firm.violations.all(TENANT).getFirst();
    }

    @Test
    void warnsOwnerThenRevokesOnlyGrantOfLeaver() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        assertThat(firm.run().acted()).isEmpty();
        assertThat(firm.warnings)
                .singleElement()
                .asString()
                .startsWith("erin: ")
                .contains("revoked on 2026-03-02T");
        firm.advanceHours(23);
        firm.run();
        assertThat(firm.provider.gone).as("the grace period is not over").isEmpty();
        firm.advanceHours(2);
        EnforcementReport report = firm.run();
        assertThat(report.acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
        assertThat(onlyViolation().preview()).first().asString().startsWith("DELETE /");
        assertThat(firm.provider.gone).containsExactly(onlyViolation().target());
        assertThat(firm.revocations.byIdentity(TENANT, ModelSamples.appId("notes")))
                .singleElement()
                .satisfies(done -> assertThat(done.requestedBy()).isEqualTo("policy leavers"));
        firm.sweep();
        assertThat(firm.run().lifted()).extracting(PolicyViolation::detail).containsExactly("the access was revoked");
        assertThat(firm.run().breaches()).isEmpty();
    }

    @Test
    void onlyRecordsViolationsInTrainingAndOnlyNotifiesOwnersInRecommendation() {
        setUpLeaver(PolicyStage.TRAINING);
        firm.run();
        firm.advanceHours(100);
        firm.run();
        assertThat(firm.violations.all(TENANT)).hasSize(1);
        assertThat(firm.warnings).isEmpty();
        firm.putPolicy(LEAVERS, PolicyStage.RECOMMENDATION);
        firm.run();
        firm.advanceHours(100);
        firm.run();
        assertThat(firm.warnings).singleElement().asString().endsWith("recommended");
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void grantsFullGracePeriodAfterPromotionToEnforcement() {
        setUpLeaver(PolicyStage.RECOMMENDATION);
        firm.run();
        firm.advanceHours(500);
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.advanceHours(30);
        firm.run();
        assertThat(firm.provider.gone)
                .as("the owner was not warned of a date yet")
                .isEmpty();
        firm.advanceHours(23);
        firm.run();
        assertThat(firm.provider.gone).isEmpty();
        firm.advanceHours(2);
        firm.run();
        assertThat(firm.provider.gone).hasSize(1);
    }

    @Test
    void warnsAgainAfterDemotionAndPromotion() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.putPolicy(LEAVERS, PolicyStage.RECOMMENDATION);
        firm.advanceHours(100);
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.run();
        assertThat(firm.provider.gone).isEmpty();
        assertThat(firm.warnings).hasSize(2);
    }

    @Test
    void liftsViolationsThatNoLongerExist() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.comeBack(LEAVER);
        firm.advanceHours(48);
        assertThat(firm.run().lifted())
                .extracting(PolicyViolation::detail)
                .containsExactly("the violation no longer exists");
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void liftsExemptedViolationAndWarnsAgainWhenExceptionEnds() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.control.exempt(
                TENANT, onlyViolation().id(), "sec", firm.clock.instant().plus(Duration.ofDays(3)), "handover");
        firm.advanceHours(48);
        assertThat(firm.run().lifted()).hasSize(1);
        assertThat(firm.provider.gone).isEmpty();
        firm.advanceHours(48);
        firm.run();
        assertThat(firm.provider.gone).as("the owner is warned again first").isEmpty();
        assertThat(onlyViolation().state()).isEqualTo(State.SEEN);
        firm.advanceHours(25);
        firm.run();
        assertThat(firm.provider.gone).hasSize(1);
        assertThat(firm.journal).containsExactly("exempted");
    }

    private void twoAppsOfLeaverAreDue() {
        firm.addApp("notes", LEAVER);
        firm.addApp("mailer", LEAVER);
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.leave(LEAVER);
        firm.run();
        firm.advanceHours(25);
    }

    @Test
    void stopsBeforeNextRevocationAndRevokesNothingUntilResumed() {
        twoAppsOfLeaverAreDue();
        firm.provider.before = () -> firm.control.stop(TENANT, "sec", "an outage");
        EnforcementReport report = firm.run();
        assertThat(report.acted()).as("stopped during the first revocation").hasSize(1);
        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("sec", "an outage"));
        firm.provider.before = () -> {};
        assertThat(firm.run().acted()).isEmpty();
        firm.control.resume(TENANT, "sec", "over");
        assertThat(firm.run().acted()).hasSize(1);
        assertThat(firm.journal).containsExactly("stopped", "resumed");
    }

    private void makeThreeAppsOfALeaverDue() {
        for (String app : List.of("a", "b", "c")) {
            firm.addApp(app, LEAVER);
        }
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.leave(LEAVER);
        firm.run();
        firm.advanceHours(25);
    }

    @Test
    void respectsDailyRevocationBudgetAndContinuesNextDay() {
        makeThreeAppsOfALeaverDue();
        EnforcementReport report = firm.enforcement.run(TENANT, 2, () -> true);
        assertThat(report.acted()).hasSize(2);
        assertThat(report.postponed()).hasSize(1);
        assertThat(firm.enforcement.run(TENANT, 2, () -> true).acted()).isEmpty();
        firm.advanceHours(24);
        assertThat(firm.enforcement.run(TENANT, 2, () -> true).acted()).hasSize(1);
        assertThat(firm.provider.gone).hasSize(3);
    }

    @Test
    void retriesFailedRevocationsAndReportsReason() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.advanceHours(25);
        firm.provider.down = true;
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.FAILED);
        assertThat(firm.leftOver).singleElement().asString().contains("it is down");
        firm.provider.down = false;
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
    }

    @Test
    void waitsForRateLimitWithoutFailingOrSpendingBudget() {
        makeThreeAppsOfALeaverDue();
        for (int hour = 1; hour <= 3; hour++) {
            firm.provider.room = 1;
            EnforcementReport report = firm.run();
            assertThat(report.acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
            assertThat(report.waiting()).hasSize(3 - hour);
            assertThat(report.postponed()).isEmpty();
            assertThat(firm.violations.usedBudget(TENANT, java.time.LocalDate.of(2026, 3, 2)))
                    .as("only the first throttled revocation is attempted")
                    .isEqualTo(Math.min(hour + 1, 3));
            firm.advanceHours(1);
        }
        assertThat(firm.provider.gone).hasSize(3);
        assertThat(firm.leftOver)
                .as("steps that continue on their own are not reported")
                .isEmpty();
    }

    @Test
    void closesPendingRevocationsThatAreNoLongerNeeded() {
        twoAppsOfLeaverAreDue();
        firm.provider.room = 0;
        assertThat(firm.run().waiting()).hasSize(2);
        firm.advanceHours(1);
        firm.provider.room = 0;
        assertThat(firm.run().waiting()).hasSize(2);
        PolicyViolation waiting = firm.violations.all(TENANT).stream()
                .filter(violation -> violation.state() == State.WAITING)
                .findFirst()
                .orElseThrow();
        firm.access.remove(TENANT, List.of(waiting.target()), firm.clock.instant());
        firm.comeBack(LEAVER);
        assertThat(firm.run().lifted()).hasSize(2);
        assertThat(firm.revocations.byIdentity(TENANT, waiting.identity()))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.outcome()).isEqualTo(RevocationAttempt.Outcome.DONE);
                    assertThat(ended.detail()).contains("listing");
                });
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void closesPendingRevocationsAsFailedIfAccessRemains() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.advanceHours(25);
        firm.provider.room = 0;
        firm.run();
        assertThat(onlyViolation().state()).isEqualTo(State.WAITING);
        firm.comeBack(LEAVER);
        firm.run();
        assertThat(firm.revocations.byIdentity(TENANT, ModelSamples.appId("notes")))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.outcome()).isEqualTo(RevocationAttempt.Outcome.FAILED);
                    assertThat(ended.detail()).isEqualTo("the violation no longer exists");
                });
    }

    @Test
    void revokesAgainIfCompleteSweepShowsAccessUnchanged() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.advanceHours(25);
        firm.run();
        firm.advanceHours(1);
        assertThat(firm.run().acted()).as("no complete sweep since then").isEmpty();
        firm.listedFrom = Optional.of(firm.clock.instant());
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
        assertThat(firm.run().acted()).as("revoked after that sweep").isEmpty();
    }

    @Test
    void asksPersonToHandleAccessThatCannotBeSuspended() {
        firm.addApp("notes", LEAVER);
        firm.putPolicy(LEAVERS.replace("step: revoke", "step: suspend"), PolicyStage.ENFORCEMENT);
        firm.leave(LEAVER);
        firm.run();
        firm.advanceHours(25);
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.BY_HAND);
        assertThat(firm.provider.gone).isEmpty();
        firm.advanceHours(25);
        assertThat(firm.run().acted()).as("reported once").isEmpty();
    }

    @Test
    void suspendsAccessIfSuspensionIsReversible() {
        firm.addApp("notes", LEAVER);
        firm.putPolicy(LEAVERS.replace("step: revoke", "step: suspend"), PolicyStage.ENFORCEMENT);
        firm.provider.reversible = true;
        firm.leave(LEAVER);
        firm.run();
        firm.advanceHours(25);
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
    }

    @Test
    void revokesAgainIfLaterListingShowsAccess() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.advanceHours(25);
        firm.run();
        assertThat(firm.run().acted()).as("no listing since then").isEmpty();
        firm.advanceHours(1);
        firm.access.apply(
                TENANT,
                ModelSamples.batch(
                        firm.clock.instant(),
                        ModelSamples.granted("notes", LEAVER, "https://www.googleapis.com/auth/gmail.modify")));
        assertThat(firm.run().acted()).hasSize(1);
    }

    @Test
    void suspendsAgainOnlyIfAccessIsReactivated() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.advanceHours(25);
        assertThat(firm.run().acted()).hasSize(1);
        listGrant(ProviderStatus.SUSPENDED);
        assertThat(firm.run().acted()).isEmpty();
        listGrant(ProviderStatus.ACTIVE);
        assertThat(firm.run().acted()).hasSize(1);
    }

    @Test
    void revokesAccessThatSomeoneElseSuspended() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        listGrant(ProviderStatus.SUSPENDED);
        firm.run();
        firm.advanceHours(25);
        assertThat(firm.run().acted()).extracting(PolicyViolation::state).containsExactly(State.DONE);
    }

    private void listGrant(ProviderStatus providerStatus) {
        firm.advanceHours(1);
        firm.access.apply(
                TENANT,
                ModelSamples.batch(
                        firm.clock.instant(),
                        new AccessObservation.IdentityObserved(
                                ModelSamples.app("notes").withStanding(providerStatus)),
                        ModelSamples.granted("notes", LEAVER, "https://www.googleapis.com/auth/gmail.modify")));
    }

    @Test
    void findsForbiddenCapabilityUnderAnyPermissionName() {
        firm.addApp("notes", STAYS);
        firm.putPolicy("""
                policy: no-mail
                intent: No app reads mail.
                rules:
                  - forbid: read mail
                enforce: {step: revoke, after: 1h}
                """, PolicyStage.ENFORCEMENT);
        assertThat(firm.run().breaches())
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains("mail"));
    }

    @Test
    void findsOnlyCredentialThatIsTooOld() {
        firm.addApp("notes", STAYS);
        firm.access.apply(
                TENANT,
                ModelSamples.batch(
                        firm.clock.instant(), key("old", Duration.ofDays(91)), key("new", Duration.ofDays(1))));
        firm.access.apply(
                TENANT,
                ModelSamples.batch(
                        firm.clock.instant(),
                        new AccessObservation.CredentialObserved(
                                ModelSamples.app("notes"), Credential.of("unknown", CredentialType.SECRET, ""))));
        firm.putPolicy("""
                policy: young-keys
                intent: Keys are renewed.
                rules:
                  - forbid: anything
                    when:
                      credential-age: {over: 90d}
                enforce: {step: revoke, after: 14d}
                """, PolicyStage.ENFORCEMENT);
        assertThat(firm.run().breaches())
                .as("a key of unknown age is not known to be too old")
                .singleElement()
                .satisfies(violation -> assertThat(violation.target().part()).isEqualTo("old"));
    }

    private AccessObservation key(String name, Duration age) {
        return new AccessObservation.CredentialObserved(
                ModelSamples.app("notes"),
                Credential.of(name, CredentialType.SECRET, "")
                        .withLifetime(Timestamp.at(firm.clock.instant().minus(age)), Timestamp.unknown()));
    }

    @Test
    void revokesNothingIfRuleDependsOnUnknownFactsOrTime() {
        firm.addApp("notes", STAYS);
        firm.putPolicy("""
                policy: humans
                intent: No app reads mail alone or at night.
                rules:
                  - forbid: read mail
                    unless:
                      human-present: true
                  - forbid: read mail
                    when:
                      time: {days: weekend, zone: UTC}
                  - forbid: read mail
                    when:
                      network: 10.0.0.0/8
                enforce: {step: revoke, after: 1h}
                """, PolicyStage.ENFORCEMENT);
        assertThat(firm.run().breaches()).isEmpty();
    }

    @Test
    void previewsRevocationsWithoutChangingAnything() {
        setUpLeaver(PolicyStage.TRAINING);
        var set = io.grantkeeper.policy.intent.PolicySet.ofStored(firm.policies.all(TENANT));
        assertThat(firm.enforcement.preview(TENANT, set.policies(), () -> true))
                .singleElement()
                .satisfies(preview -> {
                    assertThat(preview.reason()).contains("has left");
                    assertThat(preview.steps()).first().asString().startsWith("DELETE /");
                });
        assertThat(firm.violations.all(TENANT)).isEmpty();
    }

    /**
     * Checks that runs cost nothing without an enforced policy: enforcement runs every hour in every installation, and
     * each read costs money.
     */
    @Test
    void readsNoInventoryIfNoPolicyIsEnforced() {
        for (int i = 0; i < 100; i++) {
            firm.addApp("app-%03d".formatted(i), LEAVER);
        }
        firm.leave(LEAVER);
        assertThat(firm.run().finished()).isTrue();
        firm.putPolicy(LEAVERS.substring(0, LEAVERS.indexOf("enforce:")), PolicyStage.ENFORCEMENT);
        assertThat(firm.run().looked()).isZero();
        assertThat(firm.reads.operations()).isZero();
    }

    @Test
    void readsEachIdentityOnce() {
        int apps = 100;
        for (int i = 0; i < apps; i++) {
            firm.addApp("app-%03d".formatted(i), STAYS);
        }
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        EnforcementReport report = firm.run();
        assertThat(report.looked()).isEqualTo(apps);
        int pages = apps / 25;
        int statuses = IdentityStatus.values().length;
        assertThat(firm.reads.operations())
                .as("the identity lists, a dossier per identity, and the one person who authorized them")
                .isBetween(apps + pages, apps + pages + statuses + 1);
    }

    @Test
    void liftsViolationsOfRemovedPoliciesWithoutScan() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        firm.putPolicy(LEAVERS.substring(0, LEAVERS.indexOf("enforce:")), PolicyStage.ENFORCEMENT);
        int before = firm.reads.operations();
        EnforcementReport report = firm.run();
        assertThat(report.lifted())
                .extracting(PolicyViolation::detail)
                .containsExactly("no policy in force applies to it anymore");
        assertThat(report.breaches()).isEmpty();
        assertThat(firm.reads.operations()).isEqualTo(before);
    }

    /**
     * Lets each run process thirty of a hundred apps, and checks that each app gets one warning and one revocation, and
     * that violations that no longer exist are lifted.
     */
    @Test
    void continuesScanOfPreviousRun() {
        for (int i = 0; i < 100; i++) {
            firm.addApp("app-%03d".formatted(i), LEAVER);
        }
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.leave(LEAVER);
        List<EnforcementReport> first = runInParts(30);
        assertThat(first).hasSizeBetween(4, 20);
        assertThat(first.getFirst().goesOnWith()).isEmpty();
        assertThat(first.getLast().goesOnWith()).isPresent();
        assertThat(firm.violations.all(TENANT)).hasSize(100);
        assertThat(firm.violations.bookmark(TENANT)).isEmpty();
        firm.advanceHours(25);
        List<EnforcementReport> second = runInParts(30);
        assertThat(second.stream().flatMap(report -> report.acted().stream()).map(PolicyViolation::id))
                .as("the budget is per day, however many runs there are")
                .doesNotHaveDuplicates()
                .hasSize(EnforcePolicies.ACTIONS_PER_DAY);
        firm.sweep();
        firm.comeBack(LEAVER);
        List<EnforcementReport> third = runInParts(30);
        assertThat(third.stream().flatMap(report -> report.lifted().stream()).map(PolicyViolation::id))
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(firm.violations.all(TENANT)).noneMatch(PolicyViolation::isOpen);
    }

    /** Repeats runs, each with enough time for the given number of identities, until one completes the scan. */
    private List<EnforcementReport> runInParts(int identities) {
        List<EnforcementReport> reports = new ArrayList<>();
        do {
            int[] left = {identities};
            reports.add(firm.enforcement.run(TENANT, EnforcePolicies.ACTIONS_PER_DAY, () -> left[0]-- > 0));
        } while (!reports.getLast().finished() && reports.size() < 100);
        return reports;
    }

    @Test
    void previewsExactlyWhatItLaterRevokes() {
        firm.addApp("notes", LEAVER, STAYS);
        firm.addApp("mailer", LEAVER);
        firm.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
        firm.leave(LEAVER);
        firm.run();
        firm.advanceHours(25);
        var set = io.grantkeeper.policy.intent.PolicySet.ofStored(firm.policies.all(TENANT));
        List<String> foreseen = firm.enforcement.preview(TENANT, set.policies(), () -> true).stream()
                .map(preview -> preview.identity() + " " + preview.what() + " " + preview.steps())
                .toList();
        assertThat(firm.run().acted())
                .extracting(violation -> violation.identity() + " " + violation.what() + " " + violation.preview())
                .containsExactlyInAnyOrderElementsOf(foreseen)
                .hasSize(2);
        assertThat(firm.provider.gone).hasSize(2);
    }

    @Test
    void liftsNoViolationOfUnreadablePolicy() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        String text = LEAVERS + "nonsense: true\n";
        firm.putPolicy(text, PolicyStage.ENFORCEMENT);
        EnforcementReport report = firm.run();
        assertThat(report.problems()).singleElement().asString().contains("'leavers' cannot be read");
        assertThat(report.breaches()).extracting(PolicyViolation::isOpen).containsExactly(true);
    }

    @Test
    void liftsNoViolationAfterIncompleteScan() {
        setUpLeaver(PolicyStage.ENFORCEMENT);
        firm.run();
        EnforcementReport cut = firm.enforcement.run(TENANT, 20, () -> false);
        assertThat(cut.finished()).isFalse();
        assertThat(cut.lifted()).isEmpty();
    }

    @Test
    void reachesSameStateWhereverProcessIsInterrupted() throws Exception {
        int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            EnforcementFixture failing = new EnforcementFixture(kill);
            failing.addApp("notes", LEAVER, STAYS);
            for (int i = 0; i < 30; i++) {
                failing.addApp("bystander-" + i, STAYS);
            }
            failing.putPolicy(LEAVERS, PolicyStage.ENFORCEMENT);
            failing.leave(LEAVER);
            runWithRestart(kill, failing::run);
            failing.advanceHours(25);
            runWithRestart(kill, failing::run);
            failing.sweep();
            runWithRestart(kill, failing::run);
            return List.of(
                    failing.violations.all(TENANT).stream()
                            .map(violation -> violation.state() + " " + violation.detail())
                            .toList(),
                    List.copyOf(failing.warnings),
                    failing.provider.gone,
                    failing.violations.bookmark(TENANT),
                    failing.violations.usedBudget(TENANT, java.time.LocalDate.of(2026, 3, 2)),
                    failing.revocations.byIdentity(TENANT, ModelSamples.appId("notes")).stream()
                            .map(RevocationAttempt::outcome)
                            .toList());
        });
        assertThat(kills).isGreaterThan(15);
    }

    private static void runWithRestart(CrashSimulator kill, Runnable work) {
        try {
            work.run();
        } catch (ProcessCrashedError _) {
            kill.restart();
            work.run();
        }
    }
}
