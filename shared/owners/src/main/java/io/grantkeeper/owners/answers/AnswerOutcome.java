package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.IdentityRecord;

/** The result of an answer, or of opening the page that asks for one. */
public sealed interface AnswerOutcome {
    /**
     * The question is waiting for this person's answer, and the identity's state is the one that this person was shown.
     */
    record Open(OwnerQuestion question, QuestionRecipient person, IdentityRecord dossier) implements AnswerOutcome {}

    /**
     * The identity's state is no longer the one that the person was shown. Nothing is done, and the person is shown the
     * current state.
     */
    record Changed(OwnerQuestion question, QuestionRecipient person, IdentityRecord dossier, String state)
            implements AnswerOutcome {}

    /** The answer is stored and will be carried out. */
    record Accepted(OwnerQuestion question, QuestionRecipient person, QuestionOutcome conclusion)
            implements AnswerOutcome {}

    /**
     * The person has passed the question on, and the next person is asked.
     *
     * @param now whether the person passed the question on just now, rather than earlier
     */
    record PassedOn(OwnerQuestion question, QuestionRecipient person, boolean now) implements AnswerOutcome {}

    /** The question was already answered, by this person or another one, or it was closed. */
    record Ended(OwnerQuestion question, QuestionRecipient person, QuestionOutcome conclusion)
            implements AnswerOutcome {
        public boolean isByThem() {
            return conclusion.by().filter(person.email()::equals).isPresent();
        }
    }

    /** The person requested the access in question, so someone else must decide. Nothing is done. */
    record OwnRequest(OwnerQuestion question, QuestionRecipient person) implements AnswerOutcome {}

    /** There is nobody to pass the question on to. Nothing is done, and the question remains with this person. */
    record NoNextPerson(OwnerQuestion question, QuestionRecipient person) implements AnswerOutcome {}

    /** The person who answered was not asked. */
    record NotAsked() implements AnswerOutcome {}

    /** There is no such question, or nothing about its identity is stored anymore. */
    record NotFound() implements AnswerOutcome {}
}
