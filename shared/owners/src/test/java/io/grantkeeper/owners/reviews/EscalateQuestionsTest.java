package io.grantkeeper.owners.reviews;

import static io.grantkeeper.owners.reviews.ReviewPeopleFixture.NOTES;
import static io.grantkeeper.owners.reviews.ReviewPeopleFixture.TENANT;
import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Escalation of unanswered questions")
class EscalateQuestionsTest {
    private static final String ALERT = "App notes can now read all of your mail";
    /** The title for a person whose own data is not affected. */
    private static final String ABOUT_OTHERS = "App notes can now read all of people's mail";

    private final ReviewPeopleFixture here = new ReviewPeopleFixture();

    @Test
    void remindsOwnerThenAsksBackupOwnerThenManagerThenSecurityTeamOnceEach() {
        here.alert();
        here.passHours(24 * 30);
        assertThat(here.told)
                .containsExactly(
                        "dana: " + ALERT,
                        "dana: Reminder: " + ALERT,
                        "erin: " + ALERT,
                        "erin: Reminder: " + ALERT,
                        "max: " + ABOUT_OTHERS,
                        "max: Reminder: " + ABOUT_OTHERS,
                        "security: " + ABOUT_OTHERS,
                        "security: Reminder: " + ABOUT_OTHERS);
        assertThat(here.theQuestion().isOpen()).as("it stays in the list").isTrue();
    }

    @Test
    void asksAndRemindsEachPersonAboutAllQuestionsInOneMessage() {
        here.alert("notes");
        here.clock.advance(Duration.ofHours(2));
        here.alert("tasks");
        here.alert("wiki");
        here.told.clear();
        here.passHours(24 * 30);
        assertThat(here.told)
                .containsExactly(
                        "dana: Reminder: 3 questions wait for your answer",
                        "erin: 3 questions need your answer",
                        "erin: Reminder: 3 questions wait for your answer",
                        "max: 3 questions need your answer",
                        "max: Reminder: 3 questions wait for your answer",
                        "security: 3 questions need your answer",
                        "security: Reminder: 3 questions wait for your answer");
        assertThat(List.of("notes", "tasks", "wiki"))
                .allSatisfy(name -> assertThat(here.questions.byIdentity(TENANT, ModelSamples.appId(name)))
                        .singleElement()
                        .satisfies(question -> assertThat(question.asked())
                                .hasSize(4)
                                .allMatch(person -> person.remindedAt().isPresent())));
    }

    @Test
    void delaysReminderOfQuestionThatWasJustAsked() {
        here.alert("notes");
        here.passHours(18);
        here.alert("tasks");
        here.told.clear();
        here.passHours(6);
        assertThat(here.told).containsExactly("dana: Reminder: " + ALERT);
        here.passHours(18);
        assertThat(here.told).hasSize(2).last().asString().startsWith("dana: Reminder: ");
    }

    @Test
    void allowsTwiceAsMuchTimeForLessSevereQuestions() {
        here.alert("notes", Severity.MEDIUM);
        here.passHours(42);
        assertThat(here.told).hasSize(1);
        here.passHours(6);
        assertThat(here.told).hasSize(2).last().asString().startsWith("dana: Reminder");
        here.passHours(24 * 4 - 6);
        assertThat(here.told).as("nobody else is asked within six days").hasSize(2);
        here.passHours(6);
        assertThat(here.told).last().asString().startsWith("erin: ");
    }

    @Test
    void sendsNothingBeforeQuestionIsDue() {
        here.alert();
        here.passHours(18);
        assertThat(here.told).hasSize(1);
        here.passHours(6);
        assertThat(here.told).hasSize(2);
        here.escalate();
        here.escalate();
        assertThat(here.told).as("however often it is processed").hasSize(2);
    }

    @Test
    void skipsPeopleWhoHaveLeft() {
        here.alert();
        here.clock.advance(Duration.ofMinutes(1));
        here.storePerson(ERIN, EmploymentStatus.LEFT);
        here.passHours(24 * 10);
        assertThat(here.told).contains("max: " + ABOUT_OTHERS).noneMatch(line -> line.startsWith("erin"));
    }

    @Test
    void skipsPeopleWhoCannotBeReached() {
        here.alert();
        here.unreachable.add("erin@acme.example");
        here.passHours(24 * 10);
        assertThat(here.told).contains("max: " + ABOUT_OTHERS).noneMatch(line -> line.startsWith("erin"));
    }

    @Test
    void stopsEscalationAfterAnswer() {
        here.alert();
        here.answer(here.theQuestion(), OwnerAnswer.KEEP);
        here.passHours(24 * 30);
        assertThat(here.told).containsExactly("dana: " + ALERT, "dana: Answer recorded: keep for App notes");
        assertThat(here.findings.openByIdentity(TENANT, NOTES)).isEmpty();
    }

    @Test
    void asksNextPersonImmediatelyAfterNotMineAnswer() {
        here.alert();
        here.answer(here.theQuestion(), OwnerAnswer.NOT_MINE);
        assertThat(here.told).containsExactly("dana: " + ALERT, "erin: " + ALERT);
        assertThat(here.ledger).anyMatch(entry -> entry.contains("not-mine"));
    }

    @Test
    void doesNotAskObsoleteQuestion() {
        here.alert();
        here.findings.close(TENANT, NOTES, "f1", here.clock.instant());
        here.passHours(24 * 10);
        assertThat(here.told).hasSize(1);
        assertThat(here.theQuestion().conclusion().map(QuestionOutcome::type)).contains(QuestionOutcome.Type.OBSOLETE);
    }

    @Test
    void asksAgainWhenKeepPeriodEnds() {
        here.alert();
        here.answer(here.theQuestion(), OwnerAnswer.KEEP);
        here.passHours(24 * 91);
        assertThat(here.findings.openByIdentity(TENANT, NOTES))
                .extracting(Finding::key)
                .containsExactly("f1");
        assertThat(here.told).contains("dana: " + ALERT).last().asString().startsWith("dana: ");
        assertThat(here.questions.byIdentity(TENANT, NOTES)).hasSize(2).first().matches(OwnerQuestion::isWaiting);
    }

    @Test
    void asksAgainIfRevokeAnswerHasNoEffect() {
        here.alert();
        here.answer(here.theQuestion(), OwnerAnswer.REVOKE);
        here.passHours(24 * 2);
        assertThat(here.questions.byIdentity(TENANT, NOTES)).hasSize(2).first().satisfies(again -> {
            assertThat(again.isWaiting()).isTrue();
            assertThat(again.current().why().getFirst()).contains("still has access");
        });
    }

    @Test
    void doesNotAskAgainIfAccessIsSuspendedAfterRevokeAnswer() {
        here.alert();
        here.answer(here.theQuestion(), OwnerAnswer.REVOKE);
        here.passHours(1);
        here.access.apply(
                TENANT,
                ModelSamples.batch(
                        here.clock.instant(),
                        new AccessObservation.IdentityObserved(
                                ModelSamples.app("notes").withStanding(ProviderStatus.SUSPENDED))));
        here.passHours(24 * 2);
        assertThat(here.questions.byIdentity(TENANT, NOTES)).hasSize(1);
    }

    /**
     * An interruption can split a message about several questions, but no person is asked or reminded about the same
     * question twice.
     */
    @Test
    void asksEveryoneAboutAllQuestionsAfterAnyInterruption() throws Exception {
        int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            ReviewPeopleFixture failing = new ReviewPeopleFixture(kill);
            for (String name : List.of("notes", "tasks")) {
                IdentityId id = failing.app(name, Severity.HIGH, DANA, ERIN);
                var _ = failing.findings.open(TENANT, ModelSamples.finding(id, "f1", Severity.HIGH), Optional.of(DANA));
                for (int attempt = 0; attempt < 3; attempt++) {
                    try {
                        var _ = failing.alertOwner.handle(new AlertWork(TENANT, id, failing.clock.instant(), 0));
                    } catch (ProcessCrashedError _) {
                        kill.restart();
                    }
                    failing.clock.advance(Duration.ofMinutes(2));
                }
            }
            for (int round = 0; round < 60; round++) {
                try {
                    var _ = failing.escalate();
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
                failing.clock.advance(Duration.ofHours(6));
            }
            return List.of("notes", "tasks").stream()
                    .flatMap(name -> failing.questions.byIdentity(TENANT, ModelSamples.appId(name)).stream())
                    .flatMap(question -> question.asked().stream())
                    .map(person -> "%s told %s reminded %s together %s"
                            .formatted(
                                    person.email(),
                                    person.toldAt().isPresent(),
                                    person.remindedAt().isPresent(),
                                    person.together()))
                    .toList();
        });
        assertThat(kills).isGreaterThan(40);
    }

    @Test
    void reachesSameStateAfterAnyInterruption() throws Exception {
        int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            ReviewPeopleFixture failing = new ReviewPeopleFixture(kill);
            failing.app("notes", Severity.HIGH, DANA, ERIN);
            failing.findings.open(
                    TENANT,
                    io.grantkeeper.store.testkit.ModelSamples.finding(NOTES, "f1", Severity.HIGH),
                    Optional.of(DANA));
            AlertWork work = new AlertWork(TENANT, NOTES, failing.clock.instant(), 0);
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    var _ = failing.alertOwner.handle(work);
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
                failing.clock.advance(Duration.ofMinutes(2));
            }
            for (int round = 0; round < 60; round++) {
                try {
                    EscalateQuestions.Run run = failing.escalate();
                    assertThat(run.looked()).isGreaterThanOrEqualTo(0);
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
                failing.clock.advance(Duration.ofHours(6));
            }
            return List.of(failing.told, failing.theQuestion().asked().size(), failing.ledger);
        });
        assertThat(kills).isGreaterThan(20);
    }
}
