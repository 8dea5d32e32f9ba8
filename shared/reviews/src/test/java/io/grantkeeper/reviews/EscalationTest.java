package io.grantkeeper.reviews;

import static io.grantkeeper.reviews.PeopleFixture.NOTES;
import static io.grantkeeper.reviews.PeopleFixture.TENANT;
import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When nobody answers")
class EscalationTest {
    private static final String ALERT = "App notes can now read all of your mail";
    private final PeopleFixture here = new PeopleFixture();

    @Test
    void theOwnerIsRemindedThenBackupManagerAndSecurityTeamAreAskedEachOnce() {
        here.alert();
        here.hours(24 * 30);
        assertThat(here.told)
                .containsExactly(
                        "dana: " + ALERT,
                        "dana: Reminder: " + ALERT,
                        "erin: " + ALERT,
                        "erin: Reminder: " + ALERT,
                        "max: " + ALERT,
                        "max: Reminder: " + ALERT,
                        "security: " + ALERT,
                        "security: Reminder: " + ALERT);
        assertThat(here.theQuestion().isOpen()).as("it stays in the list").isTrue();
    }

    @Test
    void nothingIsSentBeforeItsTime() {
        here.alert();
        here.hours(18);
        assertThat(here.told).hasSize(1);
        here.hours(6);
        assertThat(here.told).hasSize(2);
        here.escalate();
        here.escalate();
        assertThat(here.told).as("however often the clock looks").hasSize(2);
    }

    @Test
    void whoHasLeftIsPassedOver() {
        here.alert();
        here.clock.step(Duration.ofMinutes(1));
        here.know(ERIN, Employment.LEFT);
        here.hours(24 * 10);
        assertThat(here.told).contains("max: " + ALERT).noneMatch(line -> line.startsWith("erin"));
    }

    @Test
    void whoCannotBeReachedIsPassedOver() {
        here.alert();
        here.unreachable.add("erin@acme.example");
        here.hours(24 * 10);
        assertThat(here.told).contains("max: " + ALERT).noneMatch(line -> line.startsWith("erin"));
    }

    @Test
    void anAnswerEndsIt() {
        here.alert();
        here.answer(here.theQuestion(), Answer.KEEP);
        here.hours(24 * 30);
        assertThat(here.told).containsExactly("dana: " + ALERT, "dana: Recorded: keep for App notes");
        assertThat(here.findings.openOf(TENANT, NOTES)).isEmpty();
    }

    @Test
    void notMineAsksTheNextOneAtOnce() {
        here.alert();
        here.answer(here.theQuestion(), Answer.NOT_MINE);
        assertThat(here.told).containsExactly("dana: " + ALERT, "erin: " + ALERT);
        assertThat(here.ledger).anyMatch(entry -> entry.contains("not-mine"));
    }

    @Test
    void whatIsNoLongerSoIsNotAsked() {
        here.alert();
        here.findings.close(TENANT, NOTES, "f1", here.clock.instant());
        here.hours(24 * 10);
        assertThat(here.told).hasSize(1);
        assertThat(here.theQuestion().conclusion().map(Conclusion::type)).contains(Conclusion.Type.OBSOLETE);
    }

    @Test
    void keepIsAskedAgainWhenItIsOver() {
        here.alert();
        here.answer(here.theQuestion(), Answer.KEEP);
        here.hours(24 * 91);
        assertThat(here.findings.openOf(TENANT, NOTES)).extracting(Finding::key).containsExactly("f1");
        assertThat(here.told).contains("dana: " + ALERT).last().asString().startsWith("dana: ");
        assertThat(here.questions.of(TENANT, NOTES)).hasSize(2).first().matches(Question::isWaiting);
    }

    @Test
    void revokeThatDidNotHappenIsAskedAgain() {
        here.alert();
        here.answer(here.theQuestion(), Answer.REVOKE);
        here.hours(24 * 2);
        assertThat(here.questions.of(TENANT, NOTES)).hasSize(2).first().satisfies(again -> {
            assertThat(again.isWaiting()).isTrue();
            assertThat(again.current().why().getFirst()).contains("still holds access");
        });
    }

    @Test
    void whatIsOnlyListedAsSuspendedAfterARevokeIsNotAskedAgain() {
        here.alert();
        here.answer(here.theQuestion(), Answer.REVOKE);
        here.hours(1);
        here.access.apply(
                TENANT,
                Samples.batch(
                        here.clock.instant(),
                        new Observation.IdentityObserved(Samples.app("notes").withStanding(Standing.SUSPENDED))));
        here.hours(24 * 2);
        assertThat(here.questions.of(TENANT, NOTES)).hasSize(1);
    }

    @Test
    void endsTheSameWhereverTheProcessDies() throws Exception {
        int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
            PeopleFixture mortal = new PeopleFixture(kill);
            mortal.app("notes", io.grantkeeper.identity.finding.Severity.HIGH, DANA, ERIN);
            mortal.findings.open(
                    TENANT,
                    io.grantkeeper.store.testkit.Samples.finding(
                            NOTES, "f1", io.grantkeeper.identity.finding.Severity.HIGH),
                    Optional.of(DANA));
            AlertWork work = new AlertWork(TENANT, NOTES, mortal.clock.instant(), 0);
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    var _ = mortal.alertOwner.handle(work);
                } catch (ProcessDied _) {
                    kill.restart();
                }
                mortal.clock.step(Duration.ofMinutes(2));
            }
            for (int round = 0; round < 60; round++) {
                try {
                    Escalation.Run run = mortal.escalate();
                    assertThat(run.looked()).isGreaterThanOrEqualTo(0);
                } catch (ProcessDied _) {
                    kill.restart();
                }
                mortal.clock.step(Duration.ofHours(6));
            }
            return List.of(mortal.told, mortal.theQuestion().asked().size(), mortal.ledger);
        });
        assertThat(deaths).isGreaterThan(20);
    }
}
