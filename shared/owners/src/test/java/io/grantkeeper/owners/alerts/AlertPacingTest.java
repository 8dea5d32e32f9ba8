package io.grantkeeper.owners.alerts;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tests when alerts are sent, to whom, and how many. */
class AlertPacingTest {
    private static final AlertControls.Release EVERYTHING = new AlertControls.Release(
            "release-1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "sam@acme.example",
            ModelSamples.NOON);

    private final PacingFixture world =
            new PacingFixture(CrashSimulator.never(), AlertPacing.standard().withWeeklyToOwners(true));

    private void control(UnaryOperator<AlertControls> change) {
        world.store.saveControls(PacingFixture.TENANT, change.apply(world.store.controls(PacingFixture.TENANT)));
    }

    private List<WithheldReason> reasons() {
        return world.store.all(PacingFixture.TENANT).stream()
                .map(WithheldAlert::reason)
                .toList();
    }

    @Test
    void sendsOneReportOfFirstSweepToSecurityTeamAndNothingToOwners() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.arrival("zapier", Severity.MEDIUM);
        assertThat(world.release().sent()).isZero(); // the sweep is not complete
        world.endFirstSweep();
        world.release();
        world.release();
        assertThat(world.told).containsExactly("security: The first sweep of Google Workspace is complete");
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE, WithheldReason.BASELINE);
        assertThat(world.messages.getFirst().why())
                .contains("findings about 2 of them: 1 high, 1 medium")
                .contains("asks 1 people");
    }

    @Test
    void sendsCriticalFindingOfFirstSweepToSecurityTeamImmediately() {
        world.startFirstSweep();
        world.arrival("otter", Severity.CRITICAL);
        assertThat(world.told).containsExactly("security: otter is shadow_ai, and it can read all mail");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void releaseSendsEachPersonOneMessage() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.arrival("zapier", Severity.MEDIUM);
        world.endFirstSweep();
        control(controls -> controls.withRelease(EVERYTHING));
        world.told.clear();
        assertThat(world.release().sent()).isEqualTo(2); // with the report
        assertThat(world.told).contains("dana: 2 apps and keys need a decision");
        assertThat(reasons()).isEmpty();
        assertThat(world.questions
                        .waiting(PacingFixture.TENANT, 10, Optional.empty())
                        .items())
                .extracting(OwnerQuestion::identity)
                .containsExactlyInAnyOrder(ModelSamples.appId("otter"), ModelSamples.appId("zapier"));
        world.clock.advance(Duration.ofHours(3));
        world.release();
        assertThat(world.told).hasSize(2);
    }

    @Test
    void releaseOfOneProductSendsNothingElse() {
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.of("otter-ai"), DANA);
        world.find(otter, FindingType.SHADOW_AI, Severity.HIGH);
        world.handle(otter);
        world.arrival("zapier", Severity.HIGH);
        world.endFirstSweep();
        control(controls -> controls.withRelease(new AlertControls.Release(
                "release-2",
                Optional.empty(),
                Optional.of("otter-ai"),
                Optional.empty(),
                Optional.empty(),
                "sam@acme.example",
                ModelSamples.NOON)));
        world.release();
        assertThat(world.told)
                .contains("dana: otter is shadow_ai, and it can read all mail")
                .hasSize(2);
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
        control(controls -> controls.withoutRelease("release-2"));
        assertThat(world.store.controls(PacingFixture.TENANT).releases()).isEmpty();
    }

    @Test
    void doesNotWithholdChangeAfterFirstSweep() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.endFirstSweep();
        world.find(ModelSamples.appId("otter"), FindingType.SCOPES_EXPANDED, Severity.HIGH);
        world.handle(ModelSamples.appId("otter"));
        assertThat(world.told).containsExactly("dana: otter is scopes_expanded");
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
    }

    @Test
    void conditionThatBeganAfterFirstSweepIsNotPartOfBaseline() {
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.empty(), DANA);
        world.endFirstSweep();
        world.clock.advance(Duration.ofDays(40));
        world.find(otter, FindingType.FELL_SILENT, Severity.HIGH);
        world.handle(otter);
        assertThat(world.told).containsExactly("dana: otter is fell_silent");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void sendsFirstSweepAlertsIfReleaseIsNoLongerRequired() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.endFirstSweep();
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
        PacingFixture changed = new PacingFixture(world, AlertPacing.standard().withBaselineFirst(false));
        changed.release();
        assertThat(changed.told).containsExactly("dana: otter is shadow_ai, and it can read all mail");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void dropsUnreleasedFirstSweepAlertWhenItsFindingsHaveEnded() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.arrival("zapier", Severity.HIGH);
        world.endFirstSweep();
        world.findings.close(PacingFixture.TENANT, ModelSamples.appId("otter"), "shadow_ai", world.clock.instant());
        world.release();
        assertThat(world.store.all(PacingFixture.TENANT))
                .extracting(WithheldAlert::identity)
                .containsExactly(ModelSamples.appId("zapier"));
    }

    @Test
    void combinesFirstSweepsOfSeveralConnectionsIntoOneReport() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.startFirstSweep(ModelSamples.OTHER);
        world.arrival(ModelSamples.OTHER, "zapier", Severity.MEDIUM);
        world.endFirstSweep();
        world.release();
        assertThat(world.told).as("the other sweep is still running").isEmpty();
        world.sweeps.recordBaseline(PacingFixture.TENANT, ModelSamples.OTHER, world.clock.instant());
        world.clock.advance(Duration.ofMinutes(20));
        world.release();
        world.release();
        assertThat(world.told).containsExactly("security: The first sweeps of 2 connections are complete");
    }

    @Test
    void reportsCompleteFirstSweepWithinAnHourRegardlessOfOthers() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.startFirstSweep(ModelSamples.OTHER);
        world.arrival(ModelSamples.OTHER, "zapier", Severity.MEDIUM);
        world.endFirstSweep();
        world.clock.advance(Duration.ofHours(1));
        world.release();
        assertThat(world.told).containsExactly("security: The first sweep of Google Workspace is complete");
    }

    @Test
    void conditionOfIdentityFoundByFirstSweepBelongsToFirstSweep() {
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.empty(), DANA);
        world.endFirstSweep();
        world.find(otter, FindingType.ROTATION_DUE, Severity.MEDIUM);
        world.handle(otter);
        assertThat(world.told).isEmpty();
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
    }

    @Test
    void secondMessageInHourWaitsForDailySummaryIfLimitIsOnePerHour() {
        PacingFixture hourly =
                new PacingFixture(CrashSimulator.never(), AlertPacing.standard().withPerHour(1));
        hourly.arrival("otter", Severity.MEDIUM);
        hourly.clock.advance(Duration.ofMinutes(10));
        hourly.arrival("zapier", Severity.MEDIUM);
        assertThat(hourly.told).containsExactly("dana: otter is shadow_ai, and it can read all mail");
        hourly.clock.advance(Duration.ofMinutes(61));
        hourly.arrival("notely", Severity.MEDIUM);
        assertThat(hourly.told).as("the next hour has its own place").hasSize(2);
    }

    @Test
    void lessSevereAlertsWaitForDailySummary() {
        world.arrival("otter", Severity.MEDIUM);
        world.arrival("zapier", Severity.MEDIUM);
        assertThat(world.told).isEmpty();
        assertThat(reasons()).containsExactly(WithheldReason.PACE, WithheldReason.PACE);
        world.clock.advance(Duration.ofHours(2));
        world.release();
        assertThat(world.told).isEmpty();
        world.clock.advance(Duration.ofHours(20)); // after 09:00 the next day
        world.release();
        assertThat(world.told).contains("dana: 2 apps and keys need a decision");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void highSeverityAlertDoesNotWaitForDailySummary() {
        world.arrival("zapier", Severity.HIGH);
        world.arrival("notely", Severity.CRITICAL);
        assertThat(world.told).hasSize(2);
    }

    @Test
    void severeAlertIncludesAlertsThatWaitForDailySummary() {
        world.arrival("otter", Severity.MEDIUM);
        world.arrival("zapier", Severity.MEDIUM);
        world.arrival("notely", Severity.HIGH);
        assertThat(world.told).containsExactly("dana: 3 apps and keys need a decision");
        assertThat(reasons()).isEmpty();
    }

    @Test
    void combinesAlertsOfOneMinuteIntoOneMessage() {
        IdentityId first = world.app("otter", Severity.HIGH, Optional.empty(), DANA);
        IdentityId second = world.app("zapier", Severity.MEDIUM, Optional.empty(), DANA);
        world.find(first, FindingType.SHADOW_AI, Severity.HIGH);
        world.find(second, FindingType.SHADOW_AI, Severity.MEDIUM);
        assertThat(world.handleOnce(first)).isInstanceOf(SendOwnerAlerts.Outcome.Later.class);
        assertThat(world.handleOnce(second)).isInstanceOf(SendOwnerAlerts.Outcome.Later.class);
        assertThat(world.told).isEmpty();
        world.handle(first, second);
        assertThat(world.told).containsExactly("dana: 2 apps and keys need a decision");
    }

    @Test
    void combinesFindingsAboutOneLeaverIntoOneMessage() {
        IdentityId first = world.app("deploy", Severity.HIGH, Optional.empty(), DANA);
        IdentityId second = world.app("release", Severity.HIGH, Optional.empty(), DANA);
        world.storePerson(DANA, "Dana", EmploymentStatus.LEFT);
        world.find(first, FindingType.OWNER_LEFT, Severity.HIGH, DANA);
        world.find(second, FindingType.OWNER_LEFT, Severity.HIGH, DANA);
        world.handle(first, second);
        assertThat(world.told)
                .containsExactly("security: Dana left or cannot sign in, and 2 apps and keys still have access");
        assertThat(world.messages.getFirst().choices())
                .extracting(AnswerChoice::label)
                .containsExactly("Decide: deploy", "Decide: release");
        assertThat(world.findings
                        .open(PacingFixture.TENANT, 9, Optional.empty())
                        .items())
                .allMatch(finding -> finding.sendId().isPresent());
    }

    @Test
    void titleOfMessageAboutLeavingOwnerDoesNotNameSingleApp() {
        IdentityId first = world.app("deploy", Severity.HIGH, Optional.empty(), DANA);
        IdentityId second = world.app("release", Severity.HIGH, Optional.empty(), DANA);
        world.find(first, FindingType.OWNER_LEAVING, Severity.HIGH, DANA);
        world.find(second, FindingType.OWNER_LEAVING, Severity.HIGH, DANA);
        world.handle(first, second);
        assertThat(world.told).containsExactly("security: 2 apps and keys need a decision");
    }

    @Test
    void combinesAlertsAboutOneProductForOnePersonIntoOneMessage() {
        IdentityId first = world.app("otter in mail", Severity.HIGH, Optional.of("otter-ai"), DANA);
        IdentityId second = world.app("otter in chat", Severity.HIGH, Optional.of("otter-ai"), DANA);
        IdentityId other = world.app("otter of erin", Severity.HIGH, Optional.of("otter-ai"), ERIN);
        for (IdentityId id : List.of(first, second, other)) {
            world.find(id, FindingType.SHADOW_AI, Severity.HIGH);
        }
        world.handle(first, second, other);
        assertThat(world.told)
                .containsExactlyInAnyOrder(
                        "dana: otter in chat needs a decision in 2 places",
                        "erin: otter of erin is shadow_ai, and it can read all mail");
    }

    @Test
    void quietHoursDelayLessSevereAlerts() {
        PacingFixture quiet = new PacingFixture(
                CrashSimulator.never(),
                AlertPacing.standard()
                        .withQuietHours(
                                new QuietHours(ZoneOffset.UTC, LocalTime.of(11, 0), LocalTime.of(14, 0), Set.of())));
        quiet.arrival("otter", Severity.MEDIUM);
        quiet.arrival("zapier", Severity.HIGH);
        assertThat(quiet.told).containsExactly("dana: zapier is shadow_ai, and it can read all mail");
        quiet.clock.advance(Duration.ofHours(2));
        quiet.release();
        assertThat(quiet.told).as("the daily summary is next").hasSize(1);
        quiet.clock.advance(Duration.ofHours(20));
        quiet.release();
        assertThat(quiet.told)
                .filteredOn(line -> !line.contains("Your week"))
                .last()
                .isEqualTo("dana: otter is shadow_ai, and it can read all mail");
    }

    @Test
    void mutedProductAndSnoozedPersonReceiveOnlyCriticalAlertsUntilExpiry() {
        control(controls -> controls.withMute(new AlertControls.Mute(
                        "otter-ai", world.clock.instant().plus(Duration.ofDays(2)), "sam", world.clock.instant()))
                .withSnooze(new AlertControls.Snooze(
                        ModelSamples.email(ERIN),
                        world.clock.instant().plus(Duration.ofDays(2)),
                        "sam",
                        world.clock.instant())));
        IdentityId muted = world.app("otter", Severity.HIGH, Optional.of("otter-ai"), DANA);
        world.find(muted, FindingType.SHADOW_AI, Severity.HIGH);
        world.handle(muted);
        IdentityId snoozed = world.app("zapier", Severity.HIGH, Optional.empty(), ERIN);
        world.find(snoozed, FindingType.SHADOW_AI, Severity.HIGH);
        world.handle(snoozed);
        assertThat(world.told).isEmpty();
        world.find(snoozed, FindingType.REACH_EXPANDED, Severity.CRITICAL);
        world.handle(snoozed);
        assertThat(world.told).containsExactly("erin: zapier is reach_expanded");
        world.clock.advance(Duration.ofDays(3));
        world.release();
        assertThat(world.told)
                .containsExactly(
                        "erin: zapier is reach_expanded",
                        "dana: otter is shadow_ai, and it can read all mail",
                        "erin: zapier is shadow_ai, and it can read all mail");
    }

    @Test
    void unfinishedFirstSweepDelaysItsFindingsButNoLaterChange() {
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.of("otter-ai"), DANA);
        world.find(otter, FindingType.SHADOW_AI, Severity.HIGH);
        world.handle(otter);
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
        world.clock.advance(Duration.ofDays(4));
        world.find(otter, FindingType.SCOPES_EXPANDED, Severity.HIGH);
        world.handle(otter);
        assertThat(world.told).anyMatch(line -> line.startsWith("dana: otter is scopes_expanded"));
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
    }

    @Test
    void unreleasedFirstSweepFindingDoesNotDelayLaterFindingWhenMuteEnds() {
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.of("otter-ai"), DANA);
        world.find(otter, FindingType.FELL_SILENT, Severity.MEDIUM);
        world.handle(otter);
        world.endFirstSweep();
        control(controls -> controls.withMute(new AlertControls.Mute(
                "otter-ai",
                world.clock.instant().plus(Duration.ofDays(2)),
                "sam@acme.example",
                world.clock.instant())));
        world.find(otter, FindingType.SCOPES_EXPANDED, Severity.HIGH);
        world.handle(otter);
        assertThat(reasons()).containsExactly(WithheldReason.MUTED);
        world.clock.advance(Duration.ofDays(3));
        world.release();
        assertThat(world.told).anyMatch(line -> line.startsWith("dana: otter is scopes_expanded"));
        assertThat(reasons()).containsExactly(WithheldReason.BASELINE);
    }

    @Test
    void givesUpOnIdentityThatInventoryNeverLists() {
        world.find(ModelSamples.appId("ghost"), FindingType.UNUSUAL_ACTIVITY, Severity.HIGH);
        assertThat(world.handleOnce(ModelSamples.appId("ghost"))).isInstanceOf(SendOwnerAlerts.Outcome.Later.class);
        assertThat(world.alerts.handle(
                        new AlertWork(PacingFixture.TENANT, ModelSamples.appId("ghost"), world.clock.instant(), 5)))
                .isInstanceOf(SendOwnerAlerts.Outcome.Undeliverable.class);
    }

    @Test
    void withheldAlertIsDroppedIfItsFindingsAreClosed() {
        world.startFirstSweep();
        world.arrival("otter", Severity.HIGH);
        world.endFirstSweep();
        world.findings.close(PacingFixture.TENANT, ModelSamples.appId("otter"), "shadow_ai", world.clock.instant());
        control(controls -> controls.withRelease(EVERYTHING));
        world.release();
        assertThat(world.told).hasSize(1); // the report
        assertThat(reasons()).isEmpty();
    }

    @Test
    void weeklySummaryListsWhatChangedAndWhatWaits() {
        world.release(); // the first week begins
        world.clock.advance(Duration.ofDays(2));
        world.arrival("otter", Severity.HIGH);
        world.told.clear();
        world.release();
        assertThat(world.told).as("the first week has only two days").isEmpty();
        world.clock.advance(Duration.ofDays(7));
        world.release();
        assertThat(world.told)
                .containsExactly(
                        "security: Your week in Grantkeeper: 1 changes, 1 questions waiting",
                        "dana: Your week in Grantkeeper: 1 changes, 1 questions waiting");
        world.release();
        assertThat(world.told).hasSize(2);
    }

    /** The oldest waiting question may be answered while the summaries are sent, so no summary is stored under it. */
    @Test
    void interruptedWeeklySummaryIsNotRepeatedIfItsQuestionsChange() {
        world.release(); // the first week begins
        world.arrival("otter", Severity.HIGH);
        world.clock.advance(Duration.ofHours(1));
        world.arrival("zapier", Severity.HIGH);
        world.clock.advance(Duration.ofDays(9));
        world.told.clear();
        world.release();
        assertThat(world.told)
                .filteredOn(line -> line.startsWith("dana: Your week"))
                .hasSize(1);
        OwnerQuestion oldest = world.questions
                .waiting(PacingFixture.TENANT, 1, Optional.empty())
                .items()
                .getFirst();
        var _ = world.questions.save(
                PacingFixture.TENANT,
                oldest.concluded(QuestionOutcome.obsolete(world.clock.instant()), Optional.empty()));
        // An interrupted run has sent the summaries, but has not stored that the week is done.
        control(controls -> controls.withWeeklyAt(world.clock.instant().minus(Duration.ofDays(9))));
        world.release();
        assertThat(world.told)
                .filteredOn(line -> line.startsWith("dana: Your week"))
                .hasSize(1);
    }

    @Test
    void unreachablePersonDoesNotBlockWeeklySummariesToOthers() {
        world.release(); // the first week begins
        world.arrival("otter", Severity.HIGH);
        IdentityId zapier = world.app("zapier", Severity.HIGH, Optional.empty(), ERIN);
        world.find(zapier, FindingType.SHADOW_AI, Severity.HIGH);
        world.handle(zapier);
        world.clock.advance(Duration.ofDays(9));
        world.told.clear();
        world.unreachable.add(ModelSamples.email(DANA));
        assertThat(world.release().later()).isZero();
        assertThat(world.told).hasSize(2).noneMatch(line -> line.startsWith("dana:"));
    }

    @Test
    void losesAndRepeatsNoMessageAfterCrashAtAnyOperation() throws Exception {
        int operations = CrashAssertions.assertSameEndStateAfterEveryCrash(AlertPacingTest::scenario);
        assertThat(operations).isGreaterThan(60);
    }

    /** Runs a scenario: a first sweep, its release, a leaver with two apps, and a second message within the hour. */
    private static List<String> scenario(CrashSimulator kill) {
        PacingFixture world = new PacingFixture(kill, AlertPacing.standard());
        world.startFirstSweep();
        IdentityId otter = world.app("otter", Severity.HIGH, Optional.empty(), DANA);
        world.find(otter, FindingType.SHADOW_AI, Severity.HIGH);
        IdentityId zapier = world.app("zapier", Severity.MEDIUM, Optional.empty(), DANA);
        world.find(zapier, FindingType.SHADOW_AI, Severity.MEDIUM);
        until(kill, world, () -> world.handleOnce(otter));
        until(kill, world, () -> world.handleOnce(zapier));
        world.endFirstSweep();
        world.store.saveControls(
                PacingFixture.TENANT, world.store.controls(PacingFixture.TENANT).withRelease(EVERYTHING));
        until(kill, world, () -> released(world));
        IdentityId first = world.app("deploy", Severity.HIGH, Optional.empty(), ERIN);
        IdentityId second = world.app("release", Severity.HIGH, Optional.empty(), ERIN);
        world.storePerson(ERIN, "Erin", EmploymentStatus.LEFT);
        world.find(first, FindingType.OWNER_LEFT, Severity.HIGH, ERIN);
        world.find(second, FindingType.OWNER_LEFT, Severity.HIGH, ERIN);
        until(kill, world, () -> {
            SendOwnerAlerts.Outcome one = world.handleOnce(first);
            SendOwnerAlerts.Outcome other = world.handleOnce(second);
            return one instanceof SendOwnerAlerts.Outcome.Done ? other : one;
        });
        IdentityId late = world.app("late", Severity.MEDIUM, Optional.empty(), DANA);
        world.find(late, FindingType.SHADOW_AI, Severity.MEDIUM);
        until(kill, world, () -> world.handleOnce(late));
        world.clock.advance(Duration.ofDays(2));
        until(kill, world, () -> released(world));
        // A weekly summary counts what was sent by then, which depends on when the work is done again.
        List<String> end = new ArrayList<>(world.told.stream()
                .map(line -> line.replaceFirst("(Your week).*", "$1"))
                .sorted()
                .toList());
        world.findings.open(PacingFixture.TENANT, 20, Optional.empty()).items().stream()
                .map(finding ->
                        finding.identity() + " reported: " + finding.sendId().isPresent())
                .sorted()
                .forEach(end::add);
        end.add("withheld: " + world.store.all(PacingFixture.TENANT).size());
        return end;
    }

    private static SendOwnerAlerts.Outcome released(PacingFixture world) {
        SendWithheldAlerts.Run run = world.release();
        boolean done = run.later() == 0
                && world.store.controls(PacingFixture.TENANT).reported().contains(ModelSamples.ACME)
                && world.release().sent() == 0;
        return done
                ? new SendOwnerAlerts.Outcome.Done(0)
                : new SendOwnerAlerts.Outcome.Later(world.clock.instant(), "the next run");
    }

    /** Redelivers work until it is done, as a queue or a schedule does. Leases expire in between. */
    private static void until(CrashSimulator kill, PacingFixture world, Supplier<SendOwnerAlerts.Outcome> work) {
        for (int delivery = 0; delivery < 20; delivery++) {
            try {
                if (work.get() instanceof SendOwnerAlerts.Outcome.Done) {
                    return;
                }
                world.clock.advance(Duration.ofMinutes(3));
            } catch (ProcessCrashedError _) {
                kill.restart();
            }
        }
        throw new AssertionError("the work was never done");
    }
}
