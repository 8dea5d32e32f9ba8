package io.grantkeeper.owners.answers;

import static io.grantkeeper.owners.answers.AnswersFixture.FINDING;
import static io.grantkeeper.owners.answers.AnswersFixture.NOTES;
import static io.grantkeeper.owners.answers.AnswersFixture.TENANT;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.owners.answers.SubmitAnswer.Submission;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answering")
class SubmitAnswerTest {
    private static final String DANA = "dana@acme.example";
    private static final String ERIN = "erin@acme.example";
    private static final String STRANGER = "mallory@evil.example";

    private final AnswersFixture here = new AnswersFixture();

    private static Predicate<QuestionRecipient> withEmail(String email) {
        return person -> person.email().equals(email);
    }

    private AnswerOutcome submit(String who, OwnerAnswer answer) {
        return here.give.submit(
                TENANT,
                "q",
                withEmail(who),
                Submission.of(answer, here.question("q").state(), "email"));
    }

    private List<LedgerEntryType> ledgerEntryKinds() {
        return here.told.values().stream().map(LedgerEntry::kind).toList();
    }

    private List<String> openFindingKeys() {
        return here.findings.openByIdentity(TENANT, NOTES).stream()
                .map(Finding::key)
                .toList();
    }

    @Test
    void keepAnswerAcceptsFindingForLimitedTimeAndRecordsPerson() {
        here.ask("q", Optional.empty());
        assertThat(submit(DANA, OwnerAnswer.KEEP)).isInstanceOf(AnswerOutcome.Accepted.class);
        here.settle.settle(TENANT, "q");
        assertThat(openFindingKeys()).isEmpty();
        QuestionOutcome end = here.question("q").conclusion().orElseThrow();
        assertThat(end.by()).contains("dana@acme.example");
        assertThat(end.until()).contains(here.clock.instant().plus(Duration.ofDays(90)));
        assertThat(here.question("q").nextAt()).isEqualTo(end.until());
        assertThat(ledgerEntryKinds())
                .containsExactly(
                        LedgerEntryType.OWNER_ANSWERED,
                        LedgerEntryType.APPROVAL_GIVEN,
                        LedgerEntryType.APPROVAL_CHANGED);
        assertThat(here.told.values()).extracting(LedgerEntry::toString).noneMatch(entry -> entry.contains("dana@"));
        assertThat(here.revoked).isEmpty();
    }

    @Test
    void revokeAnswerRevokesAllAccessAndRecordsRevocation() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).containsExactly("user/dana");
        assertThat(here.revocations.byIdentity(TENANT, NOTES)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(RevocationAttempt.Outcome.DONE);
            assertThat(record.requestedBy()).isEqualTo("dana@acme.example");
        });
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly("Revoked: 1 of its grants and credentials.");
    }

    @Test
    void requestToBlockPassesQuestionToSecurityTeam() {
        here.ask("q", Optional.empty());
        assertThat(submit(DANA, OwnerAnswer.ASK_TO_BLOCK)).isInstanceOf(AnswerOutcome.PassedOn.class);
        here.settle.settle(TENANT, "q");
        assertThat(here.blocked).isEmpty();
        assertThat(here.question("q").current().email()).isEqualTo("security@acme.example");
        assertThat(here.told.keySet())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("ask-to-block");
    }

    @Test
    void treatsBlockByAnyoneOutsideSecurityTeamAsRequest() {
        here.ask("q", Optional.empty());
        assertThat(submit(DANA, OwnerAnswer.BLOCK)).isInstanceOf(AnswerOutcome.PassedOn.class);
        here.settle.settle(TENANT, "q");
        assertThat(here.blocked).isEmpty();
        assertThat(here.question("q").isOpen()).isTrue();
    }

    @Test
    void securityTeamBlocksOnceEvenIfRateLimitInterruptsBlock() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.ASK_TO_BLOCK);
        here.room = 0;
        assertThat(here.give.submit(
                        TENANT,
                        "q",
                        person -> person.email().equals("security@acme.example"),
                        SubmitAnswer.Submission.of(OwnerAnswer.BLOCK, here.state(), "email")))
                .isInstanceOf(AnswerOutcome.Accepted.class);
        here.settle.settle(TENANT, "q");
        assertThat(here.question("q").isUnsettled()).isTrue();
        here.room = 10;
        here.clock.advance(Duration.ofMinutes(1));
        here.settle.settle(TENANT, "q");
        here.settle.settle(TENANT, "q");
        assertThat(here.blocked).containsExactly("App notes");
        assertThat(here.calls).as("one throttled call and one that succeeded").isEqualTo(2);
        assertThat(here.revoked).isEmpty();
        assertThat(here.revocations.byIdentity(TENANT, NOTES)).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).isEqualTo(RevocationAttempt.Outcome.DONE);
            assertThat(attempt.requestedBy()).isEqualTo("security@acme.example");
        });
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly("Blocked for everyone at the provider.");
    }

    @Test
    void rateLimitedRevocationContinuesAutomaticallyUntilComplete() {
        here.addSecondGrant();
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.room = 1;
        here.settle.settle(TENANT, "q");
        OwnerQuestion waiting = here.question("q");
        assertThat(waiting.isUnsettled()).isTrue();
        assertThat(waiting.nextAt()).contains(here.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(waiting.conclusion().orElseThrow().results())
                .hasSize(2)
                .startsWith("Revoked: 1 of its grants and credentials.")
                .last(as(InstanceOfAssertFactories.STRING))
                .startsWith("Not revoked yet; Grantkeeper will try again automatically: rate-limited");
        here.room = 1;
        here.settle.settle(TENANT, "q");
        assertThat(here.calls).as("not before the rate limit allows it").isEqualTo(2);
        here.runListing();
        here.clock.advance(Duration.ofMinutes(1));
        here.settle.settle(TENANT, "q");
        assertThat(here.calls).isEqualTo(3);
        assertThat(here.revoked).hasSize(2);
        assertThat(here.question("q").isUnsettled()).isFalse();
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly("Revoked: 2 of its grants and credentials.");
    }

    @Test
    void givesUpRateLimitedRevocationWithinOneDay() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.room = 0;
        for (int minute = 0; here.question("q").isUnsettled(); minute++) {
            assertThat(minute).isLessThan(24 * 60 + 1);
            here.settle.settle(TENANT, "q");
            here.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(here.revoked).isEmpty();
        assertThat(here.revocations.byIdentity(TENANT, NOTES))
                .as("one attempt, which has ended")
                .extracting(RevocationAttempt::outcome)
                .containsExactly(RevocationAttempt.Outcome.FAILED);
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("rate-limited");
    }

    @Test
    void rateLimitedRevocationRevokesOnlyAccessThatExistedAtTimeOfAnswer() {
        here.addSecondGrant();
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.room = 1;
        here.settle.settle(TENANT, "q");
        here.runListing();
        here.access.apply(
                TENANT,
                ModelSamples.batch(
                        here.clock.instant(),
                        ModelSamples.granted("notes", new PersonId(ModelSamples.ACME, "lee"), "files.read")));
        here.clock.advance(Duration.ofMinutes(1));
        here.room = 1;
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).containsExactly("user/dana", "user/erin");
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly(
                        "Revoked: 2 of its grants and credentials.",
                        "Its access changed before the answer was fully carried out. Access that was added since then was not revoked.");
    }

    @Test
    void reduceAnswerReportsUnknownUsage() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REDUCE);
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("It is unknown");
        assertThat(openFindingKeys()).as("it accepts no finding").containsExactly(FINDING);
    }

    @Test
    void notMineAnswerAsksNextPersonAndLeavesQuestionOpen() {
        here.ask("q", Optional.empty());
        here.others.add(here.erin());
        assertThat(submit(DANA, OwnerAnswer.NOT_MINE)).isInstanceOf(AnswerOutcome.PassedOn.class);
        assertThat(here.question("q").isOpen()).isTrue();
        assertThat(here.question("q").current().email()).isEqualTo("erin@acme.example");
        here.settle.settle(TENANT, "q");
        assertThat(ledgerEntryKinds()).containsExactly(LedgerEntryType.OWNER_ANSWERED);
        assertThat(submit(DANA, OwnerAnswer.KEEP)).as("after passing it on").isInstanceOf(AnswerOutcome.PassedOn.class);
        assertThat(submit(ERIN, OwnerAnswer.KEEP)).isInstanceOf(AnswerOutcome.Accepted.class);
    }

    @Test
    void notMineAnswerFromLastPersonChangesNothing() {
        here.ask("q", Optional.empty());
        assertThat(submit(DANA, OwnerAnswer.NOT_MINE)).isInstanceOf(AnswerOutcome.NoNextPerson.class);
        assertThat(here.question("q").current().isWaitedFor()).isTrue();
    }

    @Test
    void passesQuestionOnlyToPeopleInOrganization() {
        here.ask("q", Optional.empty());
        here.others.add(here.erin());
        String state = here.question("q").state();
        Submission outside = new Submission(OwnerAnswer.NOT_MINE, state, "review", Optional.of("mallory@evil.example"));
        assertThat(here.give.submit(TENANT, "q", withEmail(DANA), outside))
                .isInstanceOf(AnswerOutcome.NoNextPerson.class);
        Submission inside = new Submission(OwnerAnswer.NOT_MINE, state, "review", Optional.of("kim@acme.example"));
        assertThat(here.give.submit(TENANT, "q", withEmail(DANA), inside)).isInstanceOf(AnswerOutcome.PassedOn.class);
        assertThat(here.question("q").current().email()).isEqualTo("kim@acme.example");
    }

    @Test
    void countsOnlyFirstOfTwoAnswers() {
        here.ask("q", Optional.empty());
        here.questions.save(TENANT, here.question("q").withAsked(here.erin()));
        submit(DANA, OwnerAnswer.KEEP);
        assertThat(submit(ERIN, OwnerAnswer.REVOKE))
                .isInstanceOfSatisfying(
                        AnswerOutcome.Ended.class,
                        ended -> assertThat(ended.isByThem()).isFalse());
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
    }

    @Test
    void secondAnswerFromSamePersonHasNoEffect() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.settle.settle(TENANT, "q");
        assertThat(submit(DANA, OwnerAnswer.KEEP))
                .isInstanceOfSatisfying(
                        AnswerOutcome.Ended.class,
                        ended -> assertThat(ended.isByThem()).isTrue());
        here.settle.settle(TENANT, "q");
        assertThat(here.revocations.byIdentity(TENANT, NOTES)).hasSize(1);
        assertThat(ledgerEntryKinds().stream().filter(LedgerEntryType.OWNER_ANSWERED::equals))
                .hasSize(1);
    }

    @Test
    void answerAboutChangedStateHasNoEffectAndShowsCurrentState() {
        here.ask("q", Optional.empty());
        here.expandAccess();
        assertThat(submit(DANA, OwnerAnswer.REVOKE))
                .isInstanceOfSatisfying(
                        AnswerOutcome.Changed.class,
                        changed -> assertThat(changed.state()).isEqualTo(here.state()));
        assertThat(here.question("q").isOpen()).isTrue();
        assertThat(here.give.submit(
                        TENANT, "q", withEmail(DANA), Submission.of(OwnerAnswer.REVOKE, here.state(), "email")))
                .isInstanceOf(AnswerOutcome.Accepted.class);
    }

    @Test
    void revokesNothingIfAccessChangesAfterAnswer() {
        here.ask("q", Optional.empty());
        submit(DANA, OwnerAnswer.REVOKE);
        here.expandAccess();
        here.settle.settle(TENANT, "q");
        assertThat(here.revoked).isEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results().getFirst())
                .contains("asked again");
    }

    @Test
    void revealsNothingToPersonWhoWasNotAsked() {
        here.ask("q", Optional.empty());
        assertThat(submit(STRANGER, OwnerAnswer.REVOKE)).isInstanceOf(AnswerOutcome.NotAsked.class);
        assertThat(here.give.check(TENANT, "no-such-question", withEmail(DANA), ""))
                .isInstanceOf(AnswerOutcome.NotFound.class);
    }

    @Test
    void lateAnswerChangesNothing() {
        here.ask("q", Optional.of("review-1"));
        here.questions.save(
                TENANT,
                here.question("q")
                        .concluded(
                                QuestionOutcome.unanswered(Optional.empty(), here.clock.instant(), here.state()),
                                Optional.of(here.clock.instant())));
        here.settle.settle(TENANT, "q");
        assertThat(submit(DANA, OwnerAnswer.KEEP)).isInstanceOf(AnswerOutcome.Ended.class);
        assertThat(openFindingKeys()).as("unanswered is not approved").containsExactly(FINDING, "unreviewed/review-1");
        assertThat(ledgerEntryKinds()).containsExactly(LedgerEntryType.REVIEW_DECIDED);
    }

    @Test
    void reachesSameStateAfterAnyInterruption() throws Exception {
        for (OwnerAnswer answer : List.of(OwnerAnswer.KEEP, OwnerAnswer.REVOKE, OwnerAnswer.NOT_MINE)) {
            int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
                AnswersFixture failing = new AnswersFixture(kill);
                failing.others.add(failing.erin());
                String state = failing.ask("q", Optional.empty()).state();
                boolean done = false;
                while (!done) {
                    try {
                        var _ = failing.give.submit(
                                TENANT, "q", withEmail(DANA), Submission.of(answer, state, "email"));
                        failing.settle.settle(TENANT, "q");
                        done = true;
                    } catch (ProcessCrashedError _) {
                        kill.restart();
                    }
                }
                return List.of(
                        failing.told.keySet(),
                        failing.revoked,
                        failing.findings.openByIdentity(TENANT, NOTES),
                        failing.question("q").asked().size(),
                        failing.question("q").conclusion().map(QuestionOutcome::results));
            });
            assertThat(kills).as(answer.displayName()).isGreaterThan(2);
        }
    }
}
