package io.grantkeeper.enforcement;

import static io.grantkeeper.enforcement.Firm.LEAVER;
import static io.grantkeeper.enforcement.Firm.LEAVERS;
import static io.grantkeeper.enforcement.Firm.STAYS;
import static io.grantkeeper.enforcement.Firm.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.Breach.State;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Enforcement outside of requests")
class EnforcePoliciesTest {
    private final Firm firm = new Firm(KillSwitch.never());

    private void leaver(Stage stage) {
        firm.app("notes", LEAVER, STAYS);
        firm.policy(LEAVERS, stage);
        firm.leaves(LEAVER);
    }

    private Breach only() {
        return firm.breaches.all(TENANT).getFirst();
    }

    @Test
    void warnsTheOwnerWithTheDateThenTakesTheLeaversGrantAwayAndNobodyElses() {
        leaver(Stage.ENFORCEMENT);
        assertThat(firm.run().acted()).isEmpty();
        assertThat(firm.warnings)
                .singleElement()
                .asString()
                .startsWith("erin: ")
                .contains("taken away on 2026-03-02T");
        firm.hours(23);
        firm.run();
        assertThat(firm.provider.gone).as("the owner's time is not over").isEmpty();
        firm.hours(2);
        EnforcementReport report = firm.run();
        assertThat(report.acted()).extracting(Breach::state).containsExactly(State.DONE);
        assertThat(only().preview()).first().asString().startsWith("DELETE /");
        assertThat(firm.provider.gone).containsExactly(only().target());
        assertThat(firm.revocations.of(TENANT, Samples.appId("notes")))
                .singleElement()
                .satisfies(done -> assertThat(done.requestedBy()).isEqualTo("policy leavers"));
        firm.sweep();
        assertThat(firm.run().lifted()).extracting(Breach::detail).containsExactly("it was taken away");
        assertThat(firm.run().breaches()).isEmpty();
    }

    @Test
    void onlyRecordsInTrainingAndOnlyTellsInRecommendation() {
        leaver(Stage.TRAINING);
        firm.run();
        firm.hours(100);
        firm.run();
        assertThat(firm.breaches.all(TENANT)).hasSize(1);
        assertThat(firm.warnings).isEmpty();
        firm.policy(LEAVERS, Stage.RECOMMENDATION);
        firm.run();
        firm.hours(100);
        firm.run();
        assertThat(firm.warnings).singleElement().asString().endsWith("recommended");
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void givesTheWholeGracePeriodToWhatWasKnownLongBeforeThePolicyCouldAct() {
        leaver(Stage.RECOMMENDATION);
        firm.run();
        firm.hours(500);
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.hours(30);
        firm.run();
        assertThat(firm.provider.gone).as("nobody was told the date yet").isEmpty();
        firm.hours(23);
        firm.run();
        assertThat(firm.provider.gone).isEmpty();
        firm.hours(2);
        firm.run();
        assertThat(firm.provider.gone).hasSize(1);
    }

    @Test
    void warnsAnewAfterThePolicyWasTakenDownAndClimbedAgain() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.policy(LEAVERS, Stage.RECOMMENDATION);
        firm.hours(100);
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.run();
        assertThat(firm.provider.gone).isEmpty();
        assertThat(firm.warnings).hasSize(2);
    }

    @Test
    void liftsWhatVanishesMeanwhile() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.returns(LEAVER);
        firm.hours(48);
        assertThat(firm.run().lifted()).extracting(Breach::detail).containsExactly("it is so no more");
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void liftsWhatAPersonExemptsAndBeginsAnewWhenTheExceptionIsOver() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.tend.exempt(TENANT, only().id(), "sec", firm.clock.instant().plus(Duration.ofDays(3)), "handover");
        firm.hours(48);
        assertThat(firm.run().lifted()).hasSize(1);
        assertThat(firm.provider.gone).isEmpty();
        firm.hours(48);
        firm.run();
        assertThat(firm.provider.gone).as("warned again first").isEmpty();
        assertThat(only().state()).isEqualTo(State.SEEN);
        firm.hours(25);
        firm.run();
        assertThat(firm.provider.gone).hasSize(1);
        assertThat(firm.journal).containsExactly("exempted");
    }

    @Test
    void takesNothingAwayWhileItIsStoppedAndReadsTheSwitchBeforeEachAct() {
        firm.app("notes", LEAVER);
        firm.app("mailer", LEAVER);
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
        firm.provider.before = () -> firm.tend.stop(TENANT, "sec", "an outage");
        EnforcementReport report = firm.run();
        assertThat(report.acted()).as("stopped while the first was taken away").hasSize(1);
        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("sec", "an outage"));
        firm.provider.before = () -> {};
        assertThat(firm.run().acted()).isEmpty();
        firm.tend.resume(TENANT, "sec", "over");
        assertThat(firm.run().acted()).hasSize(1);
        assertThat(firm.journal).containsExactly("stopped", "resumed");
    }

    private void threeAppsOfALeaverAreDue() {
        for (String app : List.of("a", "b", "c")) {
            firm.app(app, LEAVER);
        }
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
    }

    @Test
    void takesNoMoreAwayInADayThanItsBudgetAndTheRestTomorrow() {
        threeAppsOfALeaverAreDue();
        EnforcementReport report = firm.enforcement.run(TENANT, 2, () -> true);
        assertThat(report.acted()).hasSize(2);
        assertThat(report.postponed()).hasSize(1);
        assertThat(firm.enforcement.run(TENANT, 2, () -> true).acted()).isEmpty();
        firm.hours(24);
        assertThat(firm.enforcement.run(TENANT, 2, () -> true).acted()).hasSize(1);
        assertThat(firm.provider.gone).hasSize(3);
    }

    @Test
    void triesAgainWhatFailedAndSaysWhy() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.hours(25);
        firm.provider.down = true;
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.FAILED);
        assertThat(firm.leftOver).singleElement().asString().contains("it is down");
        firm.provider.down = false;
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.DONE);
    }

    @Test
    void waitsForTheProvidersLimitWithoutCallingItAFailureOrUsingUpTheDay() {
        threeAppsOfALeaverAreDue();
        for (int hour = 1; hour <= 3; hour++) {
            firm.provider.room = 1;
            EnforcementReport report = firm.run();
            assertThat(report.acted()).extracting(Breach::state).containsExactly(State.DONE);
            assertThat(report.waiting()).hasSize(3 - hour);
            assertThat(report.postponed()).isEmpty();
            assertThat(firm.breaches.spent(TENANT, java.time.LocalDate.of(2026, 3, 2)))
                    .as("what was only refused by the limit is tried once, not once for each")
                    .isEqualTo(Math.min(hour + 1, 3));
            firm.hours(1);
        }
        assertThat(firm.provider.gone).hasSize(3);
        assertThat(firm.leftOver).as("nobody is told of what goes on by itself").isEmpty();
    }

    @Test
    void endsTheAttemptThatWaitedWhenItIsWantedNoMoreOrSomebodyElseHasDoneIt() {
        firm.app("notes", LEAVER);
        firm.app("mailer", LEAVER);
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
        firm.provider.room = 0;
        assertThat(firm.run().waiting()).hasSize(2);
        firm.hours(1);
        firm.provider.room = 0;
        assertThat(firm.run().waiting()).hasSize(2);
        Breach waiting = firm.breaches.all(TENANT).stream()
                .filter(breach -> breach.state() == State.WAITING)
                .findFirst()
                .orElseThrow();
        firm.access.remove(TENANT, List.of(waiting.target()), firm.clock.instant());
        firm.returns(LEAVER);
        assertThat(firm.run().lifted()).hasSize(2);
        assertThat(firm.revocations.of(TENANT, waiting.identity()))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.outcome()).isEqualTo(Revocation.Outcome.DONE);
                    assertThat(ended.detail()).contains("listing");
                });
        assertThat(firm.provider.gone).isEmpty();
    }

    @Test
    void endsTheAttemptThatWaitedAsNotDoneWhereItIsStillHeld() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.hours(25);
        firm.provider.room = 0;
        firm.run();
        assertThat(only().state()).isEqualTo(State.WAITING);
        firm.returns(LEAVER);
        firm.run();
        assertThat(firm.revocations.of(TENANT, Samples.appId("notes")))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.outcome()).isEqualTo(Revocation.Outcome.FAILED);
                    assertThat(ended.detail()).isEqualTo("it is so no more");
                });
    }

    @Test
    void doesNotTakeTheProvidersWordWhenASweepOfEverythingShowsItUnchanged() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.hours(25);
        firm.run();
        firm.hours(1);
        assertThat(firm.run().acted()).as("no sweep has read everything since").isEmpty();
        firm.listedFrom = Optional.of(firm.clock.instant());
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.DONE);
        assertThat(firm.run().acted()).as("done after that sweep").isEmpty();
    }

    @Test
    void leavesToAPersonWhatCannotBeSuspended() {
        firm.app("notes", LEAVER);
        firm.policy(LEAVERS.replace("step: revoke", "step: suspend"), Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.BY_HAND);
        assertThat(firm.provider.gone).isEmpty();
        firm.hours(25);
        assertThat(firm.run().acted()).as("said once").isEmpty();
    }

    @Test
    void suspendsWhatCanBe() {
        firm.app("notes", LEAVER);
        firm.policy(LEAVERS.replace("step: revoke", "step: suspend"), Stage.ENFORCEMENT);
        firm.provider.reversible = true;
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.DONE);
    }

    @Test
    void doesNotTakeTheProvidersWordWhenALaterListingShowsItAgain() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.hours(25);
        firm.run();
        assertThat(firm.run().acted()).as("no listing yet").isEmpty();
        firm.hours(1);
        firm.access.apply(
                TENANT,
                Samples.batch(
                        firm.clock.instant(),
                        Samples.granted("notes", LEAVER, "https://www.googleapis.com/auth/gmail.modify")));
        assertThat(firm.run().acted()).hasSize(1);
    }

    @Test
    void suspendsOnceWhatLaterListingsShowSuspendedAndAgainWhenSomebodyLiftsIt() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.hours(25);
        assertThat(firm.run().acted()).hasSize(1);
        listed(Standing.SUSPENDED);
        assertThat(firm.run().acted()).isEmpty();
        listed(Standing.ACTIVE);
        assertThat(firm.run().acted()).hasSize(1);
    }

    @Test
    void takesAwayWhatSomebodyElseSuspendedForItMayBeLifted() {
        leaver(Stage.ENFORCEMENT);
        listed(Standing.SUSPENDED);
        firm.run();
        firm.hours(25);
        assertThat(firm.run().acted()).extracting(Breach::state).containsExactly(State.DONE);
    }

    private void listed(Standing standing) {
        firm.hours(1);
        firm.access.apply(
                TENANT,
                Samples.batch(
                        firm.clock.instant(),
                        new Observation.IdentityObserved(Samples.app("notes").withStanding(standing)),
                        Samples.granted("notes", LEAVER, "https://www.googleapis.com/auth/gmail.modify")));
    }

    @Test
    void findsACapabilityThatIsForbiddenWhateverTheProviderCallsIt() {
        firm.app("notes", STAYS);
        firm.policy("""
                policy: no-mail
                intent: No app reads mail.
                rules:
                  - forbid: read mail
                enforce: {step: revoke, after: 1h}
                """, Stage.ENFORCEMENT);
        assertThat(firm.run().breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.what()).contains("mail"));
    }

    @Test
    void findsTheCredentialThatIsTooOldAndNotTheOneThatReplacedIt() {
        firm.app("notes", STAYS);
        firm.access.apply(
                TENANT,
                Samples.batch(firm.clock.instant(), key("old", Duration.ofDays(91)), key("new", Duration.ofDays(1))));
        firm.access.apply(
                TENANT,
                Samples.batch(
                        firm.clock.instant(),
                        new Observation.CredentialObserved(
                                Samples.app("notes"), Credential.of("unknown", CredentialType.SECRET, ""))));
        firm.policy("""
                policy: young-keys
                intent: Keys are renewed.
                rules:
                  - forbid: anything
                    when:
                      credential-age: {over: 90d}
                enforce: {step: revoke, after: 14d}
                """, Stage.ENFORCEMENT);
        assertThat(firm.run().breaches())
                .as("of a key whose age is not known nobody can say that it is too old")
                .singleElement()
                .satisfies(breach -> assertThat(breach.target().part()).isEqualTo("old"));
    }

    private Observation key(String name, Duration age) {
        return new Observation.CredentialObserved(
                Samples.app("notes"),
                Credential.of(name, CredentialType.SECRET, "")
                        .withLifetime(Moment.at(firm.clock.instant().minus(age)), Moment.unknown()));
    }

    @Test
    void takesNothingAwayOnWhatIsNotKnownOrDependsOnTheHour() {
        firm.app("notes", STAYS);
        firm.policy("""
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
                """, Stage.ENFORCEMENT);
        assertThat(firm.run().breaches()).isEmpty();
    }

    @Test
    void previewsWhatAPolicyWouldTakeAwayAndChangesNothing() {
        leaver(Stage.TRAINING);
        var set = io.grantkeeper.policy.intent.PolicySet.ofStored(firm.policies.all(TENANT));
        assertThat(firm.enforcement.preview(TENANT, set.policies(), () -> true))
                .singleElement()
                .satisfies(preview -> {
                    assertThat(preview.reason()).contains("has left");
                    assertThat(preview.steps()).first().asString().startsWith("DELETE /");
                });
        assertThat(firm.breaches.all(TENANT)).isEmpty();
    }

    /** It runs every hour, in installations that have no policy too: each read is paid for. */
    @Test
    void readsNothingOfTheInventoryWhereNoPolicyIsHeld() {
        for (int i = 0; i < 100; i++) {
            firm.app("app-%03d".formatted(i), LEAVER);
        }
        firm.leaves(LEAVER);
        assertThat(firm.run().finished()).isTrue();
        firm.policy(LEAVERS.substring(0, LEAVERS.indexOf("enforce:")), Stage.ENFORCEMENT);
        assertThat(firm.run().looked()).isZero();
        assertThat(firm.reads.operations()).isZero();
    }

    @Test
    void readsEachIdentityOnceWhereAPolicyIsHeld() {
        int apps = 100;
        for (int i = 0; i < apps; i++) {
            firm.app("app-%03d".formatted(i), STAYS);
        }
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        EnforcementReport report = firm.run();
        assertThat(report.looked()).isEqualTo(apps);
        int pages = apps / 25;
        int statuses = IdentityStatus.values().length;
        assertThat(firm.reads.operations())
                .as("their lists, a dossier each, and the one person who let them in")
                .isBetween(apps + pages, apps + pages + statuses + 1);
    }

    @Test
    void liftsWhatIsOpenWithoutALookWhenItsPolicyIsGone() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        firm.policy(LEAVERS.substring(0, LEAVERS.indexOf("enforce:")), Stage.ENFORCEMENT);
        int before = firm.reads.operations();
        EnforcementReport report = firm.run();
        assertThat(report.lifted())
                .extracting(Breach::detail)
                .containsExactly("no policy in force asks for it any more");
        assertThat(report.breaches()).isEmpty();
        assertThat(firm.reads.operations()).isEqualTo(before);
    }

    /** Of a hundred apps each run sees thirty; each is warned of once and lost once, and what vanished is lifted. */
    @Test
    void goesOnWhereTheLastRunStoppedUntilEverythingWasLookedAt() {
        for (int i = 0; i < 100; i++) {
            firm.app("app-%03d".formatted(i), LEAVER);
        }
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        List<EnforcementReport> first = inParts(30);
        assertThat(first).hasSizeBetween(4, 20);
        assertThat(first.getFirst().goesOnWith()).isEmpty();
        assertThat(first.getLast().goesOnWith()).isPresent();
        assertThat(firm.breaches.all(TENANT)).hasSize(100);
        assertThat(firm.breaches.bookmark(TENANT)).isEmpty();
        firm.hours(25);
        List<EnforcementReport> second = inParts(30);
        assertThat(second.stream().flatMap(report -> report.acted().stream()).map(Breach::id))
                .as("the budget is of the day, however many runs there are")
                .doesNotHaveDuplicates()
                .hasSize(EnforcePolicies.ACTS_A_DAY);
        firm.sweep();
        firm.returns(LEAVER);
        List<EnforcementReport> third = inParts(30);
        assertThat(third.stream().flatMap(report -> report.lifted().stream()).map(Breach::id))
                .doesNotHaveDuplicates()
                .hasSize(100);
        assertThat(firm.breaches.all(TENANT)).noneMatch(Breach::isOpen);
    }

    /** Runs, each of which has time for so many, until one comes to the end. */
    private List<EnforcementReport> inParts(int identities) {
        List<EnforcementReport> reports = new ArrayList<>();
        do {
            int[] left = {identities};
            reports.add(firm.enforcement.run(TENANT, EnforcePolicies.ACTS_A_DAY, () -> left[0]-- > 0));
        } while (!reports.getLast().finished() && reports.size() < 100);
        return reports;
    }

    @Test
    void previewsExactlyWhatItThenDoes() {
        firm.app("notes", LEAVER, STAYS);
        firm.app("mailer", LEAVER);
        firm.policy(LEAVERS, Stage.ENFORCEMENT);
        firm.leaves(LEAVER);
        firm.run();
        firm.hours(25);
        var set = io.grantkeeper.policy.intent.PolicySet.ofStored(firm.policies.all(TENANT));
        List<String> foreseen = firm.enforcement.preview(TENANT, set.policies(), () -> true).stream()
                .map(preview -> preview.identity() + " " + preview.what() + " " + preview.steps())
                .toList();
        assertThat(firm.run().acted())
                .extracting(breach -> breach.identity() + " " + breach.what() + " " + breach.preview())
                .containsExactlyInAnyOrderElementsOf(foreseen)
                .hasSize(2);
        assertThat(firm.provider.gone).hasSize(2);
    }

    @Test
    void liftsNothingOfAPolicyThatCannotBeReadAnyMore() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        String text = LEAVERS + "nonsense: true\n";
        firm.policy(text, Stage.ENFORCEMENT);
        EnforcementReport report = firm.run();
        assertThat(report.problems()).singleElement().asString().contains("'leavers' cannot be read");
        assertThat(report.breaches()).extracting(Breach::isOpen).containsExactly(true);
    }

    @Test
    void liftsNothingWhenItCouldNotLookAtEverything() {
        leaver(Stage.ENFORCEMENT);
        firm.run();
        EnforcementReport cut = firm.enforcement.run(TENANT, 20, () -> false);
        assertThat(cut.finished()).isFalse();
        assertThat(cut.lifted()).isEmpty();
    }

    @Test
    void endsWhereItWouldHaveWhereverTheProcessDies() throws Exception {
        int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
            Firm mortal = new Firm(kill);
            mortal.app("notes", LEAVER, STAYS);
            for (int i = 0; i < 30; i++) {
                mortal.app("bystander-" + i, STAYS);
            }
            mortal.policy(LEAVERS, Stage.ENFORCEMENT);
            mortal.leaves(LEAVER);
            again(kill, mortal::run);
            mortal.hours(25);
            again(kill, mortal::run);
            mortal.sweep();
            again(kill, mortal::run);
            return List.of(
                    mortal.breaches.all(TENANT).stream()
                            .map(breach -> breach.state() + " " + breach.detail())
                            .toList(),
                    List.copyOf(mortal.warnings),
                    mortal.provider.gone,
                    mortal.breaches.bookmark(TENANT),
                    mortal.breaches.spent(TENANT, java.time.LocalDate.of(2026, 3, 2)),
                    mortal.revocations.of(TENANT, Samples.appId("notes")).stream()
                            .map(Revocation::outcome)
                            .toList());
        });
        assertThat(deaths).isGreaterThan(15);
    }

    private static void again(KillSwitch kill, Runnable work) {
        try {
            work.run();
        } catch (ProcessDied _) {
            kill.restart();
            work.run();
        }
    }
}
