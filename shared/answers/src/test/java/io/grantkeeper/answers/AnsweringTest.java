package io.grantkeeper.answers;

import static io.grantkeeper.answers.AnswersFixture.FINDING;
import static io.grantkeeper.answers.AnswersFixture.NOTES;
import static io.grantkeeper.answers.AnswersFixture.TENANT;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.answers.GiveAnswer.Given;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryKind;
import io.grantkeeper.store.testkit.Samples;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answering")
class AnsweringTest {
    private static final String DANA = "dana@acme.example";
    private static final String ERIN = "erin@acme.example";
    private static final String STRANGER = "mallory@evil.example";

    private final AnswersFixture here = new AnswersFixture();

    private static Predicate<Asked> is(String email) {
        return person -> person.email().equals(email);
    }

    private Outcome give(String who, Answer answer) {
        return here.give.give(
                TENANT, "q", is(who), Given.of(answer, here.question("q").state(), "email"));
    }

    private List<EntryKind> ledger() {
        return here.told.values().stream().map(Entry::kind).toList();
    }

    private List<String> open() {
        return here.findings.openOf(TENANT, NOTES).stream().map(Finding::key).toList();
    }

    @Test
    void keepAcceptsTheFindingForAWhileAndSaysWhoDid() {
        here.ask("q", Optional.empty());
        assertThat(give(DANA, Answer.KEEP)).isInstanceOf(Outcome.Taken.class);
        here.settle.settle(TENANT, "q");
        assertThat(open()).isEmpty();
        Conclusion end = here.question("q").conclusion().orElseThrow();
        assertThat(end.by()).contains("dana@acme.example");
        assertThat(end.until()).contains(here.clock.instant().plus(Duration.ofDays(90)));
        assertThat(here.question("q").nextAt()).isEqualTo(end.until());
        assertThat(ledger()).containsExactly(EntryKind.OWNER_ANSWERED, EntryKind.APPROVAL_GIVEN);
        assertThat(here.told.values()).extracting(Entry::toString).noneMatch(entry -> entry.contains("dana@"));
        assertThat(here.revoked).isEmpty();
    }

    @Test
    void revokeTakesAllAwayAndRecordsBothSides() {
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).containsExactly("user/dana");
        assertThat(here.revocations.of(TENANT, NOTES)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(Revocation.Outcome.DONE);
            assertThat(record.requestedBy()).isEqualTo("dana@acme.example");
        });
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly("Taken away: 1 of what it held.");
    }

    @Test
    void whatTheLimitDoesNotAdmitGoesOnByItselfUntilAllIsTaken() {
        here.holdsTwo();
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.room = 1;
        here.settle.settle(TENANT, "q");
        Question waiting = here.question("q");
        assertThat(waiting.isUnsettled()).isTrue();
        assertThat(waiting.nextAt()).contains(here.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(waiting.conclusion().orElseThrow().results())
                .hasSize(2)
                .startsWith("Taken away: 1 of what it held.")
                .last(as(InstanceOfAssertFactories.STRING))
                .startsWith("Not taken away yet, and tried again by itself: rate-limited");
        here.room = 1;
        here.settle.settle(TENANT, "q");
        assertThat(here.calls).as("not before there is room").isEqualTo(2);
        here.list();
        here.clock.step(Duration.ofMinutes(1));
        here.settle.settle(TENANT, "q");
        assertThat(here.calls).isEqualTo(3);
        assertThat(here.revoked).hasSize(2);
        assertThat(here.question("q").isUnsettled()).isFalse();
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly("Taken away: 2 of what it held.");
    }

    @Test
    void aLimitThatNeverHasRoomEndsWhenItIsLookedWhetherItHasHappened() {
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.room = 0;
        for (int minute = 0; here.question("q").isUnsettled(); minute++) {
            assertThat(minute).isLessThan(24 * 60 + 1);
            here.settle.settle(TENANT, "q");
            here.clock.step(Duration.ofMinutes(1));
        }
        assertThat(here.revoked).isEmpty();
        assertThat(here.revocations.of(TENANT, NOTES))
                .as("one attempt, which has ended")
                .extracting(Revocation::outcome)
                .containsExactly(Revocation.Outcome.FAILED);
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("rate-limited");
    }

    @Test
    void whatComesWhileTheLimitIsWaitedForIsNotTakenAwayAndWhatWasDecidedIs() {
        here.holdsTwo();
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.room = 1;
        here.settle.settle(TENANT, "q");
        here.list();
        here.access.apply(
                TENANT,
                Samples.batch(
                        here.clock.instant(),
                        Samples.granted("notes", new PersonId(Samples.ACME, "lee"), "files.read")));
        here.clock.step(Duration.ofMinutes(1));
        here.room = 1;
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).containsExactly("user/dana", "user/erin");
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly(
                        "Taken away: 2 of what it held.",
                        "It changed before this was carried out to its end: what came since was not taken away.");
    }

    @Test
    void reduceSaysWhatNobodyCanTell() {
        here.ask("q", Optional.empty());
        give(DANA, Answer.REDUCE);
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("Nobody can tell");
        assertThat(open()).as("nothing is accepted by it").containsExactly(FINDING);
    }

    @Test
    void notMineAsksTheNextOneAndKeepsTheQuestionOpen() {
        here.ask("q", Optional.empty());
        here.others.add(here.erin());
        assertThat(give(DANA, Answer.NOT_MINE)).isInstanceOf(Outcome.PassedOn.class);
        assertThat(here.question("q").isOpen()).isTrue();
        assertThat(here.question("q").current().email()).isEqualTo("erin@acme.example");
        here.settle.settle(TENANT, "q");
        assertThat(ledger()).containsExactly(EntryKind.OWNER_ANSWERED);
        assertThat(give(DANA, Answer.KEEP)).as("after passing it on").isInstanceOf(Outcome.PassedOn.class);
        assertThat(give(ERIN, Answer.KEEP)).isInstanceOf(Outcome.Taken.class);
    }

    @Test
    void notMineOfTheLastOneChangesNothing() {
        here.ask("q", Optional.empty());
        assertThat(give(DANA, Answer.NOT_MINE)).isInstanceOf(Outcome.NobodyElse.class);
        assertThat(here.question("q").current().isWaitedFor()).isTrue();
    }

    @Test
    void itIsHandedOnlyToPeopleWhoWorkHere() {
        here.ask("q", Optional.empty());
        here.others.add(here.erin());
        String state = here.question("q").state();
        Given outside = new Given(Answer.NOT_MINE, state, "review", Optional.of("mallory@evil.example"));
        assertThat(here.give.give(TENANT, "q", is(DANA), outside)).isInstanceOf(Outcome.NobodyElse.class);
        Given inside = new Given(Answer.NOT_MINE, state, "review", Optional.of("kim@acme.example"));
        assertThat(here.give.give(TENANT, "q", is(DANA), inside)).isInstanceOf(Outcome.PassedOn.class);
        assertThat(here.question("q").current().email()).isEqualTo("kim@acme.example");
    }

    @Test
    void theFirstOfTwoAnswersCounts() {
        here.ask("q", Optional.empty());
        here.questions.save(TENANT, here.question("q").withAsked(here.erin()));
        give(DANA, Answer.KEEP);
        assertThat(give(ERIN, Answer.REVOKE))
                .isInstanceOfSatisfying(
                        Outcome.Ended.class, ended -> assertThat(ended.byThem()).isFalse());
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
    }

    @Test
    void answeringTwiceIsAnsweringOnce() {
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.settle.settle(TENANT, "q");
        assertThat(give(DANA, Answer.KEEP))
                .isInstanceOfSatisfying(
                        Outcome.Ended.class, ended -> assertThat(ended.byThem()).isTrue());
        here.settle.settle(TENANT, "q");
        assertThat(here.revocations.of(TENANT, NOTES)).hasSize(1);
        assertThat(ledger().stream().filter(EntryKind.OWNER_ANSWERED::equals)).hasSize(1);
    }

    @Test
    void anAnswerToWhatHasChangedDoesNothingAndShowsTheChange() {
        here.ask("q", Optional.empty());
        here.grow();
        assertThat(give(DANA, Answer.REVOKE))
                .isInstanceOfSatisfying(
                        Outcome.Changed.class,
                        changed -> assertThat(changed.state()).isEqualTo(here.state()));
        assertThat(here.question("q").isOpen()).isTrue();
        assertThat(here.give.give(TENANT, "q", is(DANA), Given.of(Answer.REVOKE, here.state(), "email")))
                .isInstanceOf(Outcome.Taken.class);
    }

    @Test
    void whatChangesBetweenAnswerAndDeedIsNotTakenAway() {
        here.ask("q", Optional.empty());
        give(DANA, Answer.REVOKE);
        here.grow();
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("asked again");
    }

    @Test
    void aStrangerLearnsNothing() {
        here.ask("q", Optional.empty());
        assertThat(give(STRANGER, Answer.REVOKE)).isInstanceOf(Outcome.NotAsked.class);
        assertThat(here.give.look(TENANT, "no-such-question", is(DANA), "")).isInstanceOf(Outcome.Gone.class);
    }

    @Test
    void aLateAnswerChangesNothing() {
        here.ask("q", Optional.of("review-1"));
        here.questions.save(
                TENANT,
                here.question("q")
                        .concluded(
                                Conclusion.unanswered(Optional.empty(), here.clock.instant(), here.state()),
                                Optional.of(here.clock.instant())));
        here.settle.settle(TENANT, "q");
        assertThat(give(DANA, Answer.KEEP)).isInstanceOf(Outcome.Ended.class);
        assertThat(open()).as("unanswered is not approved").containsExactly(FINDING, "unreviewed/review-1");
        assertThat(ledger()).containsExactly(EntryKind.REVIEW_DECIDED);
    }

    @Test
    void endsTheSameWhereverTheProcessDies() throws Exception {
        for (Answer answer : List.of(Answer.KEEP, Answer.REVOKE, Answer.NOT_MINE)) {
            int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
                AnswersFixture mortal = new AnswersFixture(kill);
                mortal.others.add(mortal.erin());
                String state = mortal.ask("q", Optional.empty()).state();
                boolean done = false;
                while (!done) {
                    try {
                        var _ = mortal.give.give(TENANT, "q", is(DANA), Given.of(answer, state, "email"));
                        mortal.settle.settle(TENANT, "q");
                        done = true;
                    } catch (ProcessDied _) {
                        kill.restart();
                    }
                }
                return List.of(
                        mortal.told.keySet(),
                        mortal.revoked,
                        mortal.findings.openOf(TENANT, NOTES),
                        mortal.question("q").asked().size(),
                        mortal.question("q").conclusion().map(Conclusion::results));
            });
            assertThat(deaths).as(answer.words()).isGreaterThan(2);
        }
    }
}
