package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.AnswerAccessRequest.Result;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.policy.store.AccessApproval;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The page behind an "allow" or "refuse" link in an alert about an access request. Opening the page changes nothing;
 * only clicking its button records an answer.
 */
final class AccessRequestPages {
    private final AnswerAccessRequest access;
    private final Clock clock;

    AccessRequestPages(AnswerAccessRequest access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    static boolean isFor(AnswerTicket ticket) {
        return switch (ticket.purpose()) {
            case ALLOW, REFUSE -> ticket.request().isPresent();
            case QUESTION, REVIEW -> false;
        };
    }

    HtmlPageResponse page(AnswerTicket ticket, boolean posted) {
        Predicate<QuestionRecipient> who = person -> ticket.isFor(person.email());
        return switch (posted ? access.submit(ticket, who) : access.check(ticket, who)) {
            case Result.Open(AccessApproval request, QuestionRecipient person) ->
                confirmationPage(ticket, request, person);
            case Result.Answered(AccessApproval request) ->
                SharedPageText.message(200, title(request, clock.instant()), summaryLine(request, clock.instant()));
            case Result.Refused(String why) -> SharedPageText.message(409, "Nothing was changed", sentence(why));
        };
    }

    private HtmlPageResponse confirmationPage(AnswerTicket ticket, AccessApproval request, QuestionRecipient person) {
        boolean allow = ticket.purpose() == AnswerTicket.Purpose.ALLOW;
        String title = allow ? "Allow this?" : "Refuse this?";
        HtmlWriter content = new HtmlWriter().element("h1", title);
        content.element(
                "p class=\"soft\"", "You are answering as %s. Nothing has happened yet.".formatted(person.name()));
        content.element(
                "section class=\"card\"",
                new HtmlWriter()
                        .element("h2", request.sentence())
                        .element("p", "Policies that require approval: " + String.join(", ", request.policies())));
        content.element("h2", "What your answer will do");
        content.list(
                allow
                        ? List.of(
                                "This agent, and no other, may perform exactly this action, on this resource and with these arguments, for %s from now."
                                        .formatted(SharedPageText.length(request.holdsFor())),
                                "The approval ends automatically after this time, or immediately if the policies change.",
                                "Your name and the current time are recorded with the approval.")
                        : List.of("The action stays blocked. The agent can ask again."));
        content.element(
                "form method=\"post\"",
                new HtmlWriter()
                        .element(
                                "button type=\"submit\"" + (allow ? "" : " class=\"grave\""),
                                allow ? "Yes, allow it" : "Yes, refuse it"));
        return new HtmlPageResponse(200, title, content);
    }

    private static String title(AccessApproval request, Instant now) {
        return switch (request.effectiveStateAt(now)) {
            case APPROVED -> "Allowed";
            case DENIED -> "Refused";
            case CANCELLED -> "Withdrawn";
            case PENDING -> "Not answered yet";
            case EXPIRED -> "Expired";
        };
    }

    /** Returns the current state of an access request, in one line. */
    static String summaryLine(AccessApproval request, Instant now) {
        return switch (request.effectiveStateAt(now)) {
            case APPROVED ->
                "%s: allowed until %s."
                        .formatted(
                                request.sentence(),
                                request.validUntil().map(SharedPageText::moment).orElse("it expires"));
            case DENIED -> request.sentence() + ": refused.";
            case CANCELLED -> request.sentence() + ": withdrawn.";
            case EXPIRED ->
                "%s: expired on %s."
                        .formatted(
                                request.sentence(),
                                request.endedAt(now).map(SharedPageText::moment).orElse("its deadline"));
            case PENDING -> request.sentence() + ": not answered yet.";
        };
    }

    static String sentence(String why) {
        return why.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + why.substring(1) + ".";
    }
}
