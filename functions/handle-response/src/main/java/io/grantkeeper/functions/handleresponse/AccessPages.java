package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.AnswerAccess;
import io.grantkeeper.answers.AnswerAccess.Result;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.policy.store.Approval;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The page behind "allow" or "refuse" in an alert about a request for access; only its button does anything. */
final class AccessPages {
    private final AnswerAccess access;
    private final Clock clock;

    AccessPages(AnswerAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    static boolean isFor(Ticket ticket) {
        return switch (ticket.purpose()) {
            case ALLOW, REFUSE -> ticket.request().isPresent();
            case QUESTION, REVIEW -> false;
        };
    }

    Page page(Ticket ticket, boolean posted) {
        Predicate<Asked> who = person -> ticket.isFor(person.email());
        return switch (posted ? access.give(ticket, who) : access.look(ticket, who)) {
            case Result.Open(Approval request, Asked person) -> ask(ticket, request, person);
            case Result.Answered(Approval request) ->
                Words.message(200, title(request), said(request, clock.instant()));
            case Result.Refused(String why) -> Words.message(409, "Nothing was changed", sentence(why));
        };
    }

    private Page ask(Ticket ticket, Approval request, Asked person) {
        boolean allow = ticket.purpose() == Ticket.Purpose.ALLOW;
        String title = allow ? "Allow this?" : "Refuse this?";
        Html content = new Html().element("h1", title);
        content.element("p class=\"soft\"", "You answer as %s. Nothing has happened yet.".formatted(person.name()));
        content.element(
                "section class=\"card\"",
                new Html()
                        .element("h2", request.sentence())
                        .element(
                                "p", "Policies that want to be asked first: " + String.join(", ", request.policies())));
        content.element("h2", "What your answer does");
        content.list(
                allow
                        ? List.of(
                                "It may do exactly this, on this, with these arguments, for %s from now."
                                        .formatted(Words.length(request.holdsFor())),
                                "It ends by itself, or at once where the policies change.",
                                "Your name and this moment are recorded as the approval.")
                        : List.of("It stays refused. It may ask again."));
        content.element(
                "form method=\"post\"",
                new Html()
                        .element(
                                "button type=\"submit\"" + (allow ? "" : " class=\"grave\""),
                                allow ? "Yes, allow it" : "Yes, refuse it"));
        return new Page(200, title, content);
    }

    private static String title(Approval request) {
        return switch (request.state()) {
            case APPROVED -> "Allowed";
            case DENIED -> "Refused";
            case CANCELLED -> "Taken back";
            case PENDING -> "Not answered yet";
        };
    }

    /** What an answer has come to, in one line. */
    static String said(Approval request, Instant now) {
        return switch (request.standingAt(now)) {
            case APPROVED ->
                "%s: allowed until %s."
                        .formatted(
                                request.sentence(),
                                request.validUntil().map(Words::moment).orElse("its end"));
            case DENIED -> request.sentence() + ": refused.";
            case CANCELLED -> request.sentence() + ": taken back.";
            case EXPIRED -> request.sentence() + ": over.";
            case PENDING -> request.sentence() + ": not answered yet.";
        };
    }

    static String sentence(String why) {
        return why.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + why.substring(1) + ".";
    }
}
