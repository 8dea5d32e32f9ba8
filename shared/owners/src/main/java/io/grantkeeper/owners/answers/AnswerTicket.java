package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of an answer link or button. A ticket is valid only for one person and for one question or page. If it
 * contains a state or an answer, it is valid only for that state or answer.
 *
 * @param about the id of the question, or of the review campaign
 * @param request the id of the access request that the ticket allows or refuses; empty for every other purpose
 * @param recipient the digest ({@link #recipient}) of the person to whom the message was sent
 * @param state the digest of the identity's state that the person was shown; empty for a page with several questions
 *     and for an access request
 * @param answer the only answer that the ticket allows; empty if the page asks for one
 */
public record AnswerTicket(
        TenantId tenant,
        Purpose purpose,
        String about,
        Optional<String> request,
        String recipient,
        String state,
        Optional<OwnerAnswer> answer,
        Instant expires) {
    /** What the link or button of a ticket does. */
    public enum Purpose {
        QUESTION,
        REVIEW,
        /** Allows an access request. */
        ALLOW,
        /** Refuses an access request. */
        REFUSE
    }

    /**
     * Returns the digest that identifies a person in tickets. Tickets contain no email addresses, because links end up
     * in logs.
     */
    public static String recipient(String email) {
        return ShortDigests.of("recipient", email);
    }

    public boolean isFor(String email) {
        return recipient.equals(recipient(email));
    }
}
