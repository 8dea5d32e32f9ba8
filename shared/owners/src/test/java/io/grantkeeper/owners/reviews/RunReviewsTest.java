package io.grantkeeper.owners.reviews;

import static io.grantkeeper.owners.reviews.ReviewPeopleFixture.NOTES;
import static io.grantkeeper.owners.reviews.ReviewPeopleFixture.TENANT;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A review")
class RunReviewsTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private final ReviewPeopleFixture here = new ReviewPeopleFixture();

    private static ReviewPlan plan(ReviewScope scope, ReviewCampaign.Unanswered unanswered) {
        return new ReviewPlan(
                "agents",
                scope,
                Optional.of(new ReviewPlan.Schedule(FIRST, 90)),
                Set.of(),
                Duration.ofDays(14),
                unanswered,
                Duration.ofDays(7));
    }

    private static final ReviewPlan EVERYTHING = plan(new ReviewScope.Everything(), ReviewCampaign.Unanswered.FLAG);

    private List<OwnerQuestion> questions() {
        return here.questions
                .byCampaign(TENANT, "agents-2026-03-01", 99, Optional.empty())
                .items();
    }

    private void run(ReviewPlan plan) {
        here.reviews.run(TENANT, List.of(plan));
        here.escalate();
    }

    private void passDays(int days, ReviewPlan plan) {
        for (int day = 0; day < days; day++) {
            here.clock.advance(Duration.ofDays(1));
            run(plan);
        }
    }

    @Test
    void asksEachOwnerInOneMessage() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        here.app("mailer", Severity.LOW, DANA);
        here.app("books", Severity.LOW, ERIN);
        run(EVERYTHING);
        assertThat(here.told)
                .containsExactlyInAnyOrder(
                        "dana: 2 apps and agents are waiting for your review",
                        "erin: App books is waiting for your review");
        assertThat(questions()).hasSize(3).allMatch(OwnerQuestion::isWaiting);
        run(EVERYTHING);
        assertThat(here.told).as("a second run the same day").hasSize(2);
    }

    @Test
    void asksOnlyAboutIdentitiesInScope() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("books", Severity.LOW, ERIN);
        run(plan(new ReviewScope.HighRisk(), ReviewCampaign.Unanswered.FLAG));
        assertThat(questions()).extracting(OwnerQuestion::identity).containsExactly(NOTES);
    }

    @Test
    void asksOnlyAboutIdentitiesOwnedInReviewedDepartment() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("books", Severity.LOW, ERIN);
        run(plan(new ReviewScope.OfDepartment("sales"), ReviewCampaign.Unanswered.FLAG));
        assertThat(questions()).extracting(OwnerQuestion::identity).containsExactly(NOTES);
    }

    @Test
    void startsReviewOnScheduledDayAndAfterEachInterval() {
        here.app("notes", Severity.HIGH, DANA);
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).containsExactly("agents-2026-03-01");
        here.clock.advance(Duration.ofDays(89));
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).isEmpty();
        here.clock.advance(Duration.ofDays(1));
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).containsExactly("agents-2026-05-30");
    }

    @Test
    void leavesIdentitiesToNextRunIfCollectingThemTakesTooLong() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        ReviewCampaign started = here.reviews.start(TENANT, EVERYTHING, Optional.of(Duration.ZERO));
        assertThat(started.id()).isEqualTo("agents-2026-03-01");
        assertThat(started.items()).isEmpty();
        run(EVERYTHING);
        assertThat(here.told).containsExactly("dana: App notes is waiting for your review");
        assertThat(questions()).hasSize(1).allMatch(OwnerQuestion::isWaiting);
    }

    @Test
    void remindsOwnersAndEscalatesToBackup() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        run(EVERYTHING);
        passDays(5, EVERYTHING);
        assertThat(here.told)
                .containsExactly(
                        "dana: App notes is waiting for your review",
                        "dana: Reminder: App notes is waiting for your review",
                        "erin: App notes is waiting for your review",
                        "erin: Reminder: App notes is waiting for your review");
    }

    @Test
    void closesUnansweredQuestionsAsNotApproved() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.LOW, DANA);
        run(EVERYTHING);
        OwnerQuestion notes = questions().stream()
                .filter(question -> question.identity().equals(NOTES))
                .findFirst()
                .orElseThrow();
        here.answer(notes, OwnerAnswer.KEEP);
        passDays(15, EVERYTHING);
        assertThat(here.campaigns.find(TENANT, "agents-2026-03-01").flatMap(ReviewCampaign::closedAt))
                .isPresent();
        assertThat(questions())
                .extracting(question -> question.conclusion().orElseThrow().type())
                .containsExactlyInAnyOrder(QuestionOutcome.Type.ANSWERED, QuestionOutcome.Type.UNANSWERED);
        assertThat(here.told).last().isEqualTo("security: Review agents-2026-03-01 is closed: 1 unanswered");
        assertThat(here.ledger).anyMatch(entry -> entry.contains("unanswered:none"));
        assertThat(here.findings.openByIdentity(TENANT, NOTES))
                .as("its question was answered")
                .isEmpty();
        assertThat(here.findings.openByIdentity(TENANT, ModelSamples.appId("mailer")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.type()).isEqualTo(FindingType.UNREVIEWED);
                    assertThat(finding.headline()).contains("agents-2026-03-01");
                });
    }

    @Test
    void closesFindingAboutMissingReviewWhenLaterReviewIsAnswered() {
        here.app("notes", Severity.HIGH, DANA);
        run(EVERYTHING);
        passDays(15, EVERYTHING);
        assertThat(here.findings.openByIdentity(TENANT, NOTES)).hasSize(1);
        passDays(80, EVERYTHING);
        OwnerQuestion second = here.questions.byIdentity(TENANT, NOTES).stream()
                .filter(OwnerQuestion::isOpen)
                .findFirst()
                .orElseThrow();
        here.answer(second, OwnerAnswer.KEEP);
        assertThat(here.findings.openByIdentity(TENANT, NOTES)).isEmpty();
    }

    @Test
    void rejectsAnswerAfterReviewIsClosed() {
        here.app("notes", Severity.HIGH, DANA);
        run(EVERYTHING);
        OwnerQuestion question = here.theQuestion();
        passDays(15, EVERYTHING);
        here.answer(question, OwnerAnswer.KEEP);
        assertThat(here.theQuestion().conclusion().orElseThrow().type()).isEqualTo(QuestionOutcome.Type.UNANSWERED);
    }

    @Test
    void continuesReviewWhenIdentityIsRemoved() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.LOW, DANA);
        run(EVERYTHING);
        here.removeAccess("notes");
        passDays(15, EVERYTHING);
        assertThat(here.campaigns.find(TENANT, "agents-2026-03-01").flatMap(ReviewCampaign::closedAt))
                .isPresent();
        assertThat(questions()).allMatch(question -> question.conclusion().isPresent());
        assertThat(here.findings.openByIdentity(TENANT, NOTES))
                .as("there is no access left to answer for")
                .isEmpty();
    }

    @Test
    void skipsOwnerWhoLeavesDuringReview() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        run(EVERYTHING);
        here.clock.advance(Duration.ofMinutes(1));
        here.storePerson(DANA, EmploymentStatus.LEFT);
        passDays(3, EVERYTHING);
        assertThat(here.theQuestion().current().email()).isEqualTo(ModelSamples.email(ERIN));
        assertThat(here.told).noneMatch(line -> line.startsWith("dana: Reminder"));
    }

    @Test
    void announcesRevocationAndAcceptsAnswersUntilItStarts() {
        ReviewPlan strict = plan(new ReviewScope.Everything(), ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE);
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.HIGH, DANA);
        run(strict);
        passDays(16, strict);
        assertThat(here.told).filteredOn(line -> line.contains("Last notice")).hasSize(1);
        assertThat(questions()).allMatch(OwnerQuestion::isOpen);
        OwnerQuestion notes = questions().stream()
                .filter(question -> question.identity().equals(NOTES))
                .findFirst()
                .orElseThrow();
        here.answer(notes, OwnerAnswer.KEEP);
        passDays(6, strict);
        assertThat(questions())
                .extracting(
                        question -> question.conclusion().orElseThrow().answer().orElseThrow())
                .containsExactlyInAnyOrder(OwnerAnswer.KEEP, OwnerAnswer.REVOKE);
    }

    @Test
    void revokesNothingWhenClosedManually() {
        ReviewPlan strict = plan(new ReviewScope.Everything(), ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE);
        here.app("notes", Severity.HIGH, DANA);
        run(strict);
        here.reviews.closeNow(TENANT, "agents-2026-03-01");
        assertThat(questions().getFirst().conclusion().orElseThrow().answer()).isEmpty();
        assertThatThrownBy(() -> here.reviews.closeNow(TENANT, "no-such")).hasMessageContaining("review list");
    }

    @Test
    void startsChangeReviewForOwnerIfAnotherPersonWasAlerted() {
        ReviewPlan small = new ReviewPlan(
                "changes",
                new ReviewScope.Everything(),
                Optional.empty(),
                Set.of(FindingType.SCOPES_EXPANDED),
                Duration.ofDays(7),
                ReviewCampaign.Unanswered.FLAG,
                Duration.ofDays(7));
        here.app("notes", Severity.HIGH, ERIN);
        here.findings.open(TENANT, ModelSamples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        here.reviews.run(TENANT, List.of(small));
        assertThat(here.told).as("alerts have priority").isEmpty();
        here.clock.advance(Duration.ofMinutes(20));
        run(small);
        run(small);
        assertThat(here.told).containsExactly("erin: App notes is waiting for your review");
    }

    @Test
    void reachesSameStateAfterAnyInterruption() throws Exception {
        int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            ReviewPeopleFixture failing = new ReviewPeopleFixture(kill);
            failing.app("notes", Severity.HIGH, DANA, ERIN);
            failing.app("books", Severity.LOW, ERIN);
            for (int round = 0; round < 40; round++) {
                try {
                    failing.reviews.run(TENANT, List.of(EVERYTHING));
                    failing.escalate();
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
                // The first runs are all on the same day: interrupted work must be completed before the next step
                // becomes due.
                failing.clock.advance(round < 4 ? Duration.ofMinutes(10) : Duration.ofHours(12));
            }
            return List.of(
                    Set.copyOf(failing.told),
                    failing.told.size(),
                    failing.questions.byCampaign(TENANT, "agents-2026-03-01", 9, Optional.empty()).items().stream()
                            .map(question -> question.conclusion().map(QuestionOutcome::type))
                            .toList());
        });
        assertThat(kills).isGreaterThan(20);
    }
}
