package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates the tickets for messages and pages, and the links that contain them.
 *
 * @param base the public URL of the {@code handle-response} function, for example {@code
 *     https://grantkeeper.example.com}
 * @param validFor how long a link is valid
 */
public record AnswerLinkFactory(URI base, TicketSigner tickets, Duration validFor) {
    /** The path prefix of a page for one question; the ticket is appended. */
    public static final String ANSWERS = "/answers/";
    /** The path prefix of a page for all of one person's questions in a review; the ticket is appended. */
    public static final String REVIEWS = "/reviews/";

    /**
     * Returns a ticket for one question that is sent to one person.
     *
     * @param state the digest of the identity's state that the person is shown
     * @param answer the only answer that the ticket allows; empty if the page asks for one
     */
    public String question(
            TenantId tenant, String question, String email, String state, Optional<OwnerAnswer> answer, Instant now) {
        return tickets.sign(new AnswerTicket(
                tenant,
                AnswerTicket.Purpose.QUESTION,
                question,
                Optional.empty(),
                AnswerTicket.recipient(email),
                state,
                answer,
                now.plus(validFor)));
    }

    /**
     * Returns a ticket with which one person can answer an access request.
     *
     * @param purpose whether the ticket allows or refuses the request
     * @param question the id of the question that asks about the request
     */
    public String request(
            TenantId tenant, AnswerTicket.Purpose purpose, String question, String request, String email, Instant now) {
        return tickets.sign(new AnswerTicket(
                tenant,
                purpose,
                question,
                Optional.of(request),
                AnswerTicket.recipient(email),
                "",
                Optional.empty(),
                now.plus(validFor)));
    }

    /** Returns a ticket for one person's page in a review. */
    public String review(TenantId tenant, String campaign, String email, Instant now) {
        return tickets.sign(new AnswerTicket(
                tenant,
                AnswerTicket.Purpose.REVIEW,
                campaign,
                Optional.empty(),
                AnswerTicket.recipient(email),
                "",
                Optional.empty(),
                now.plus(validFor)));
    }

    public String answerPage(String ticket) {
        return address(ANSWERS, ticket);
    }

    public String reviewPage(String ticket) {
        return address(REVIEWS, ticket);
    }

    private String address(String path, String ticket) {
        String text = base.toString();
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path + ticket;
    }
}
