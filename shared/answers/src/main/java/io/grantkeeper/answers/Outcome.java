package io.grantkeeper.answers;

import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.IdentityDossier;

/** What becomes of an answer, or of a look at the page that asks for one. */
public sealed interface Outcome {
    /** It waits for this person's answer, and stands as they were shown. */
    record Open(Question question, Asked person, IdentityDossier dossier) implements Outcome {}

    /** The identity holds something else than what they were shown: nothing is done, they see what holds now. */
    record Changed(Question question, Asked person, IdentityDossier dossier, String state) implements Outcome {}

    /** It is kept, and will be carried out. */
    record Taken(Question question, Asked person, Conclusion conclusion) implements Outcome {}

    /** They passed it on, now or before; another is asked. */
    record PassedOn(Question question, Asked person, boolean now) implements Outcome {}

    /** It was answered, by them or by somebody else, or it closed. */
    record Ended(Question question, Asked person, Conclusion conclusion) implements Outcome {
        public boolean byThem() {
            return conclusion.by().filter(person.email()::equals).isPresent();
        }
    }

    /** There is nobody to pass it on to: nothing is done, it stays with them. */
    record NobodyElse(Question question, Asked person) implements Outcome {}

    /** The message was for somebody else. */
    record NotAsked() implements Outcome {}

    /** There is no such question, or nothing is known of its identity any more. */
    record Gone() implements Outcome {}
}
