package io.grantkeeper.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes tickets for messages and pages, and the addresses that they are opened at.
 *
 * @param base where {@code handle-response} is reached: {@code https://grantkeeper.example.com}
 * @param validFor how long a link is good
 */
public record AnswerLinks(URI base, Tickets tickets, Duration validFor) {
    /** Begins the path of a page for one question; the ticket follows. */
    public static final String ANSWERS = "/answers/";
    /** Begins the path of a page for all of one person's questions in a review; the ticket follows. */
    public static final String REVIEWS = "/reviews/";

    /** For one question as it was shown to one person. */
    public String question(
            TenantId tenant, String question, String email, String state, Optional<Answer> answer, Instant now) {
        return tickets.sign(new Ticket(
                tenant,
                Ticket.Purpose.QUESTION,
                question,
                Optional.empty(),
                Ticket.recipient(email),
                state,
                answer,
                now.plus(validFor)));
    }

    /**
     * For a request for access that a question is about, as it was put to one person.
     *
     * @param purpose whether it allows or refuses
     */
    public String request(
            TenantId tenant, Ticket.Purpose purpose, String question, String request, String email, Instant now) {
        return tickets.sign(new Ticket(
                tenant,
                purpose,
                question,
                Optional.of(request),
                Ticket.recipient(email),
                "",
                Optional.empty(),
                now.plus(validFor)));
    }

    /** For one person's page in a review. */
    public String review(TenantId tenant, String campaign, String email, Instant now) {
        return tickets.sign(new Ticket(
                tenant,
                Ticket.Purpose.REVIEW,
                campaign,
                Optional.empty(),
                Ticket.recipient(email),
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
