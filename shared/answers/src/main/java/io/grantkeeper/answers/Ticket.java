package io.grantkeeper.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import java.time.Instant;
import java.util.Optional;

/**
 * What a link or a button stands for, and nothing else: one person, one question or page, what they were shown, and where
 * it is given the one answer.
 *
 * @param about id of the question, or of the campaign
 * @param request the request for access that it allows or refuses; empty for every other purpose
 * @param recipient {@link #recipient} of whom the message was for
 * @param state what the identity held when it was shown; empty for a page of many
 * @param answer the only answer that it is good for; empty where the page asks for one
 */
public record Ticket(
        TenantId tenant,
        Purpose purpose,
        String about,
        Optional<String> request,
        String recipient,
        String state,
        Optional<Answer> answer,
        Instant expires) {
    /** What it opens. */
    public enum Purpose {
        QUESTION,
        REVIEW,
        /** Allows a request for access. */
        ALLOW,
        /** Refuses a request for access. */
        REFUSE
    }

    /** A person's name in tickets: addresses stay out of links, which end up in logs. */
    public static String recipient(String email) {
        return Digests.of("recipient", email);
    }

    public boolean isFor(String email) {
        return recipient.equals(recipient(email));
    }
}
