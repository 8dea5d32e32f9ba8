package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Stores a person's answer. If several answers are given, only the one that is stored first counts.
 * {@link ApplyAnswer} then carries it out.
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
     * @param reassignTo for {@link OwnerAnswer#NAME_OWNER}, and for {@link OwnerAnswer#NOT_MINE} if the person knows it:
     *     the email address of the owner
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
     * Returns the people who may own the identity that a question is about and who were not asked yet, the most likely
     * first.
     */
    public List<OwnerReassignment.Suggestion> suggestions(TenantId tenant, OwnerQuestion question) {
        return people.suggestions(tenant, question);
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
                OwnerAnswer answer = allowed(given.answer(), open.person());
                if (!answer.passesOn() && isOwnRequest(tenant, open)) {
                    return new AnswerOutcome.OwnRequest(open.question(), open.person());
                }
                if (answer == OwnerAnswer.ASK_TO_BLOCK) {
                    return askToBlock(tenant, open);
                }
                return answer.passesOn() ? passOn(tenant, open, given) : conclude(tenant, open, given);
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Returns the answer or, if it would block the app for everyone and the person does not belong to the security
     * team, the answer that only asks for the block.
     */
    private static OwnerAnswer allowed(OwnerAnswer answer, QuestionRecipient person) {
        return answer == OwnerAnswer.BLOCK && person.as() != RecipientRole.SECURITY_TEAM
                ? OwnerAnswer.ASK_TO_BLOCK
                : answer;
    }

    /** Puts the question to the security team, with the name of the person who asks for the block. */
    private AnswerOutcome askToBlock(TenantId tenant, AnswerOutcome.Open open) {
        Instant now = clock.instant();
        OwnerQuestion question = open.question();
        QuestionRecipient person = open.person().passed(now, OwnerAnswer.ASK_TO_BLOCK);
        QuestionRecipient team = people.securityTeam(open.person().name() + " asks to block it for everyone");
        Optional<QuestionRecipient> asked = question.asked(team.email());
        if (open.person().as() == RecipientRole.SECURITY_TEAM
                || asked.filter(known -> !known.isWaitedFor()).isPresent()) {
            return new AnswerOutcome.NoNextPerson(question, open.person());
        }
        OwnerQuestion passed = question.withAsked(question.asked().lastIndexOf(open.person()), person);
        OwnerQuestion handedOn = (asked.isPresent() ? passed : passed.withAsked(team)).withNextAt(Optional.of(now));
        return new AnswerOutcome.PassedOn(questions.save(tenant, handedOn), person, true);
    }

    /** Returns whether the question is about a request that waits at the provider, and this person made the request. */
    private boolean isOwnRequest(TenantId tenant, AnswerOutcome.Open open) {
        return AnswerFacts.isPending(open.dossier(), open.question().findings())
                && AccessRequesters.emails(access, tenant, open.dossier())
                        .contains(open.person().email().toLowerCase(Locale.ROOT));
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
                given.answer() == OwnerAnswer.KEEP ? Optional.of(approvalEnd(open, now)) : Optional.empty(),
                given.state());
        // The question is due immediately, so that escalation carries out the answer if this run is interrupted.
        OwnerQuestion saved = questions.save(tenant, open.question().concluded(end, Optional.of(now)));
        return new AnswerOutcome.Accepted(saved, open.person(), end);
    }

    /** Returns when the approval ends: at the latest, when the access itself ends. */
    private Instant approvalEnd(AnswerOutcome.Open open, Instant now) {
        return AnswerFacts.of(
                        open.dossier(),
                        open.question().findings(),
                        open.question().campaign().isPresent(),
                        open.person().as(),
                        settings.approvalEnd(now),
                        now,
                        ProviderId::value)
                .approvalEnd();
    }

    private AnswerOutcome passOn(TenantId tenant, AnswerOutcome.Open open, Submission given) {
        Instant now = clock.instant();
        OwnerQuestion question = open.question();
        OwnerQuestion passed = question.withAsked(
                question.asked().lastIndexOf(open.person()), open.person().passed(now));
        boolean othersAreWaitedFor = passed.asked().stream().anyMatch(QuestionRecipient::isWaitedFor);
        Optional<QuestionRecipient> next = given.reassignTo()
                .flatMap(email -> people.byEmail(tenant, email, open.person().name()))
                .filter(person -> question.asked(person.email()).isEmpty())
                .filter(person -> !AnswerFacts.isPending(open.dossier(), question.findings())
                        || !AccessRequesters.emails(access, tenant, open.dossier())
                                .contains(person.email().toLowerCase(Locale.ROOT)));
        boolean named = given.reassignTo().isPresent() || given.answer() == OwnerAnswer.NAME_OWNER;
        if (next.isEmpty() && (named || !othersAreWaitedFor)) {
            next = named ? Optional.empty() : people.next(tenant, passed);
            if (next.isEmpty()) {
                return new AnswerOutcome.NoNextPerson(question, open.person());
            }
        }
        OwnerQuestion handedOn = next.map(passed::withAsked).orElse(passed).withNextAt(Optional.of(now));
        OwnerQuestion saved = questions.save(tenant, handedOn);
        return new AnswerOutcome.PassedOn(saved, open.person().passed(now), true);
    }
}
