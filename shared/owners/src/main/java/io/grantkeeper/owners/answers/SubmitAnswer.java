package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stores a person's answer. If several answers arrive, the one that is stored first counts. {@link SettleAnswer} then
 * carries it out.
 */
public final class SubmitAnswer {
    private static final int RACES = 5;

    private final QuestionStore questions;
    private final AccessStore access;
    private final OwnerReassignment people;
    private final AnswerTimeouts settings;
    private final Clock clock;

    public SubmitAnswer(
            QuestionStore questions,
            AccessStore access,
            OwnerReassignment people,
            AnswerTimeouts settings,
            Clock clock) {
        this.questions = questions;
        this.access = access;
        this.people = people;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One submitted answer.
     *
     * @param state the digest of the identity's state that the person was shown
     * @param through where the person answered: {@code slack}, {@code email}, {@code review} or {@code cli}
     * @param reassignTo for {@link OwnerAnswer#NOT_MINE}: the email address of the owner, if the person knows it
     */
    public record Submission(OwnerAnswer answer, String state, String through, Optional<String> reassignTo) {
        public static Submission of(OwnerAnswer answer, String state, String through) {
            return new Submission(answer, state, through, Optional.empty());
        }
    }

    /**
     * Returns the state of a question for a person, without changing anything.
     *
     * @param person tests whether a recipient of the question is this person
     * @param shown the digest of the identity's state that the person was shown
     */
    public AnswerOutcome check(TenantId tenant, String id, Predicate<QuestionRecipient> person, String shown) {
        Optional<OwnerQuestion> question = questions.find(tenant, id);
        return question.isEmpty() ? new AnswerOutcome.NotFound() : evaluate(tenant, question.get(), person, shown);
    }

    /**
     * Submits a person's answer, if the question is still waiting for it.
     *
     * @param person tests whether a recipient of the question is the person who answers
     */
    public AnswerOutcome submit(TenantId tenant, String id, Predicate<QuestionRecipient> person, Submission given) {
        for (int race = 0; ; race++) {
            AnswerOutcome stand = check(tenant, id, person, given.state());
            if (!(stand instanceof AnswerOutcome.Open open)) {
                return stand;
            }
            try {
                return given.answer() == OwnerAnswer.NOT_MINE
                        ? passOn(tenant, open, given)
                        : conclude(tenant, open, given);
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    private AnswerOutcome evaluate(
            TenantId tenant, OwnerQuestion question, Predicate<QuestionRecipient> who, String shown) {
        Optional<QuestionRecipient> person =
                question.asked().reversed().stream().filter(who).findFirst();
        if (person.isEmpty()) {
            return new AnswerOutcome.NotAsked();
        }
        if (question.conclusion().isPresent()) {
            return new AnswerOutcome.Ended(
                    question, person.get(), question.conclusion().get());
        }
        if (!person.get().isWaitedFor()) {
            return new AnswerOutcome.PassedOn(question, person.get(), false);
        }
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isEmpty()) {
            return new AnswerOutcome.NotFound();
        }
        String state = IdentityStateDigest.of(identityRecord.get());
        return state.equals(shown)
                ? new AnswerOutcome.Open(question, person.get(), identityRecord.get())
                : new AnswerOutcome.Changed(question, person.get(), identityRecord.get(), state);
    }

    private AnswerOutcome conclude(TenantId tenant, AnswerOutcome.Open open, Submission given) {
        Instant now = clock.instant();
        QuestionOutcome end = QuestionOutcome.answered(
                given.answer(),
                open.person().email(),
                given.through(),
                now,
                settings.until(given.answer(), now),
                given.state());
        // The question is due immediately, so that escalation carries out the answer if this run is interrupted.
        OwnerQuestion saved = questions.save(tenant, open.question().concluded(end, Optional.of(now)));
        return new AnswerOutcome.Accepted(saved, open.person(), end);
    }

    private AnswerOutcome passOn(TenantId tenant, AnswerOutcome.Open open, Submission given) {
        Instant now = clock.instant();
        OwnerQuestion question = open.question();
        OwnerQuestion passed = question.withAsked(
                question.asked().lastIndexOf(open.person()), open.person().passed(now));
        boolean othersAreWaitedFor = passed.asked().stream().anyMatch(QuestionRecipient::isWaitedFor);
        Optional<QuestionRecipient> next = given.reassignTo()
                .flatMap(email -> people.byEmail(tenant, email, open.person().name()))
                .filter(person -> question.asked(person.email()).isEmpty());
        if (next.isEmpty() && (given.reassignTo().isPresent() || !othersAreWaitedFor)) {
            next = given.reassignTo().isPresent() ? Optional.empty() : people.next(tenant, passed);
            if (next.isEmpty()) {
                return new AnswerOutcome.NoNextPerson(question, open.person());
            }
        }
        OwnerQuestion handedOn = next.map(passed::withAsked).orElse(passed).withNextAt(Optional.of(now));
        OwnerQuestion saved = questions.save(tenant, handedOn);
        return new AnswerOutcome.PassedOn(saved, open.person().passed(now), true);
    }
}
