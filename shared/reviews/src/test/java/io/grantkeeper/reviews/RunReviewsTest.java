package io.grantkeeper.reviews;

import static io.grantkeeper.reviews.PeopleFixture.NOTES;
import static io.grantkeeper.reviews.PeopleFixture.TENANT;
import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
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
    private final PeopleFixture here = new PeopleFixture();

    private static ReviewPlan plan(ReviewScope scope, Campaign.Unanswered unanswered) {
        return new ReviewPlan(
                "agents",
                scope,
                Optional.of(new ReviewPlan.Schedule(FIRST, 90)),
                Set.of(),
                Duration.ofDays(14),
                unanswered,
                Duration.ofDays(7));
    }

    private static final ReviewPlan EVERYTHING = plan(new ReviewScope.Everything(), Campaign.Unanswered.FLAG);

    private List<Question> questions() {
        return here.questions
                .ofCampaign(TENANT, "agents-2026-03-01", 99, Optional.empty())
                .items();
    }

    private void run(ReviewPlan plan) {
        here.reviews.run(TENANT, List.of(plan));
        here.escalate();
    }

    private void days(int days, ReviewPlan plan) {
        for (int day = 0; day < days; day++) {
            here.clock.step(Duration.ofDays(1));
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
                        "dana: 2 apps and agents wait for your review", "erin: App books waits for your review");
        assertThat(questions()).hasSize(3).allMatch(Question::isWaiting);
        run(EVERYTHING);
        assertThat(here.told).as("a second run the same day").hasSize(2);
    }

    @Test
    void asksAboutItsScopeOnly() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("books", Severity.LOW, ERIN);
        run(plan(new ReviewScope.HighRisk(), Campaign.Unanswered.FLAG));
        assertThat(questions()).extracting(Question::identity).containsExactly(NOTES);
    }

    @Test
    void ofADepartmentAsksAboutWhatItsPeopleAnswerFor() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("books", Severity.LOW, ERIN);
        run(plan(new ReviewScope.OfDepartment("sales"), Campaign.Unanswered.FLAG));
        assertThat(questions()).extracting(Question::identity).containsExactly(NOTES);
    }

    @Test
    void beginsOnItsDayAndAgainAfterItsPeriod() {
        here.app("notes", Severity.HIGH, DANA);
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).containsExactly("agents-2026-03-01");
        here.clock.step(Duration.ofDays(89));
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).isEmpty();
        here.clock.step(Duration.ofDays(1));
        assertThat(here.reviews.run(TENANT, List.of(EVERYTHING)).opened()).containsExactly("agents-2026-05-30");
    }

    @Test
    void remindsAndEscalates() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        run(EVERYTHING);
        days(5, EVERYTHING);
        assertThat(here.told)
                .containsExactly(
                        "dana: App notes waits for your review",
                        "dana: Reminder: App notes waits for your review",
                        "erin: App notes waits for your review",
                        "erin: Reminder: App notes waits for your review");
    }

    @Test
    void closesUnansweredAsFlaggedNeverAsApproved() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.LOW, DANA);
        run(EVERYTHING);
        Question notes = questions().stream()
                .filter(question -> question.identity().equals(NOTES))
                .findFirst()
                .orElseThrow();
        here.answer(notes, Answer.KEEP);
        days(15, EVERYTHING);
        assertThat(here.campaigns.find(TENANT, "agents-2026-03-01").flatMap(Campaign::closedAt))
                .isPresent();
        assertThat(questions())
                .extracting(question -> question.conclusion().orElseThrow().type())
                .containsExactlyInAnyOrder(Conclusion.Type.ANSWERED, Conclusion.Type.UNANSWERED);
        assertThat(here.told).last().isEqualTo("security: Review agents-2026-03-01 is closed: 1 not answered");
        assertThat(here.ledger).anyMatch(entry -> entry.contains("unanswered:none"));
        assertThat(here.findings.openOf(TENANT, NOTES))
                .as("it was answered for")
                .isEmpty();
        assertThat(here.findings.openOf(TENANT, Samples.appId("mailer")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.type()).isEqualTo(FindingType.UNREVIEWED);
                    assertThat(finding.headline()).contains("agents-2026-03-01");
                });
    }

    @Test
    void leaveAFindingThatEndsWhenSomebodyAnswersInALaterOne() {
        here.app("notes", Severity.HIGH, DANA);
        run(EVERYTHING);
        days(15, EVERYTHING);
        assertThat(here.findings.openOf(TENANT, NOTES)).hasSize(1);
        days(80, EVERYTHING);
        Question second = here.questions.of(TENANT, NOTES).stream()
                .filter(Question::isOpen)
                .findFirst()
                .orElseThrow();
        here.answer(second, Answer.KEEP);
        assertThat(here.findings.openOf(TENANT, NOTES)).isEmpty();
    }

    @Test
    void takeNoAnswerAfterTheyAreClosed() {
        here.app("notes", Severity.HIGH, DANA);
        run(EVERYTHING);
        Question question = here.theQuestion();
        days(15, EVERYTHING);
        here.answer(question, Answer.KEEP);
        assertThat(here.theQuestion().conclusion().orElseThrow().type()).isEqualTo(Conclusion.Type.UNANSWERED);
    }

    @Test
    void goOnWhereAnIdentityIsGoneMeanwhile() {
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.LOW, DANA);
        run(EVERYTHING);
        here.gone("notes");
        days(15, EVERYTHING);
        assertThat(here.campaigns.find(TENANT, "agents-2026-03-01").flatMap(Campaign::closedAt))
                .isPresent();
        assertThat(questions()).allMatch(question -> question.conclusion().isPresent());
        assertThat(here.findings.openOf(TENANT, NOTES))
                .as("nothing is left to answer for")
                .isEmpty();
    }

    @Test
    void passOverAnOwnerWhoLeavesMeanwhile() {
        here.app("notes", Severity.HIGH, DANA, ERIN);
        run(EVERYTHING);
        here.clock.step(Duration.ofMinutes(1));
        here.know(DANA, Employment.LEFT);
        days(3, EVERYTHING);
        assertThat(here.theQuestion().current().email()).isEqualTo(Samples.email(ERIN));
        assertThat(here.told).noneMatch(line -> line.startsWith("dana: Reminder"));
    }

    @Test
    void announcesBeforeItTakesAccessAwayAndHearsAnswersUntilThen() {
        ReviewPlan strict = plan(new ReviewScope.Everything(), Campaign.Unanswered.REVOKE_AFTER_GRACE);
        here.app("notes", Severity.HIGH, DANA);
        here.app("mailer", Severity.HIGH, DANA);
        run(strict);
        days(16, strict);
        assertThat(here.told).filteredOn(line -> line.contains("Last notice")).hasSize(1);
        assertThat(questions()).allMatch(Question::isOpen);
        Question notes = questions().stream()
                .filter(question -> question.identity().equals(NOTES))
                .findFirst()
                .orElseThrow();
        here.answer(notes, Answer.KEEP);
        days(6, strict);
        assertThat(questions())
                .extracting(
                        question -> question.conclusion().orElseThrow().answer().orElseThrow())
                .containsExactlyInAnyOrder(Answer.KEEP, Answer.REVOKE);
    }

    @Test
    void closedByHandTakesNothingAway() {
        ReviewPlan strict = plan(new ReviewScope.Everything(), Campaign.Unanswered.REVOKE_AFTER_GRACE);
        here.app("notes", Severity.HIGH, DANA);
        run(strict);
        here.reviews.closeNow(TENANT, "agents-2026-03-01");
        assertThat(questions().getFirst().conclusion().orElseThrow().answer()).isEmpty();
        assertThatThrownBy(() -> here.reviews.closeNow(TENANT, "no-such")).hasMessageContaining("review list");
    }

    @Test
    void ofWhatChangedIsPutToTheOwnerWhereSomebodyElseWasTold() {
        ReviewPlan small = new ReviewPlan(
                "changes",
                new ReviewScope.Everything(),
                Optional.empty(),
                Set.of(FindingType.SCOPES_EXPANDED),
                Duration.ofDays(7),
                Campaign.Unanswered.FLAG,
                Duration.ofDays(7));
        here.app("notes", Severity.HIGH, ERIN);
        here.findings.open(TENANT, Samples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        here.reviews.run(TENANT, List.of(small));
        assertThat(here.told).as("alerts go first").isEmpty();
        here.clock.step(Duration.ofMinutes(20));
        run(small);
        run(small);
        assertThat(here.told).containsExactly("erin: App notes waits for your review");
    }

    @Test
    void endsTheSameWhereverTheProcessDies() throws Exception {
        int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
            PeopleFixture mortal = new PeopleFixture(kill);
            mortal.app("notes", Severity.HIGH, DANA, ERIN);
            mortal.app("books", Severity.LOW, ERIN);
            for (int round = 0; round < 40; round++) {
                try {
                    mortal.reviews.run(TENANT, List.of(EVERYTHING));
                    mortal.escalate();
                } catch (ProcessDied _) {
                    kill.restart();
                }
                // The first rounds on the day itself: what died is done again before its next step is due.
                mortal.clock.step(round < 4 ? Duration.ofMinutes(10) : Duration.ofHours(12));
            }
            return List.of(
                    Set.copyOf(mortal.told),
                    mortal.told.size(),
                    mortal.questions.ofCampaign(TENANT, "agents-2026-03-01", 9, Optional.empty()).items().stream()
                            .map(question -> question.conclusion().map(Conclusion::type))
                            .toList());
        });
        assertThat(deaths).isGreaterThan(20);
    }
}
