package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.answers.Outcome;
import io.grantkeeper.answers.Recommendation;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.IdentityDossier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The page behind a link in an alert. Looking at it changes nothing, since mail scanners follow links; only its button,
 * which posts, does.
 */
final class AnswerPages {
    private final AnswerLinks links;
    private final GiveAnswer answers;
    private final BehindPages behind;
    private final AccessPages requests;
    private final Words words;
    private final Clock clock;

    AnswerPages(
            AnswerLinks links, GiveAnswer answers, BehindPages behind, AccessPages requests, Words words, Clock clock) {
        this.links = links;
        this.requests = requests;
        this.answers = answers;
        this.behind = behind;
        this.words = words;
        this.clock = clock;
    }

    Page show(String text) {
        return switch (links.tickets().read(text, clock.instant())) {
            case Tickets.Reading.Genuine(Ticket ticket) when isForAnswer(ticket) -> page(ticket, look(ticket), false);
            case Tickets.Reading.Genuine(Ticket ticket) when AccessPages.isFor(ticket) -> requests.page(ticket, false);
            case Tickets.Reading.Genuine _, Tickets.Reading.Forged _ -> Words.notGenuine();
            case Tickets.Reading.Expired _ -> Words.over();
        };
    }

    Page post(String text, Form form) {
        return switch (links.tickets().read(text, clock.instant())) {
            case Tickets.Reading.Genuine(Ticket ticket)
            when isForAnswer(ticket) -> page(ticket, give(ticket, form), true);
            case Tickets.Reading.Genuine(Ticket ticket) when AccessPages.isFor(ticket) -> requests.page(ticket, true);
            case Tickets.Reading.Genuine _, Tickets.Reading.Forged _ -> Words.notGenuine();
            case Tickets.Reading.Expired _ -> Words.over();
        };
    }

    private static boolean isForAnswer(Ticket ticket) {
        return ticket.purpose() == Ticket.Purpose.QUESTION && ticket.answer().isPresent();
    }

    private Outcome look(Ticket ticket) {
        return answers.look(ticket.tenant(), ticket.about(), person -> ticket.isFor(person.email()), ticket.state());
    }

    private Outcome give(Ticket ticket, Form form) {
        Answer answer = ticket.answer().orElseThrow();
        Optional<String> other = answer == Answer.NOT_MINE
                ? form.get("to").map(address -> address.toLowerCase(java.util.Locale.ROOT))
                : Optional.empty();
        return answers.give(
                ticket.tenant(),
                ticket.about(),
                person -> ticket.isFor(person.email()),
                new GiveAnswer.Given(answer, ticket.state(), "email", other));
    }

    private Page page(Ticket ticket, Outcome outcome, boolean posted) {
        return switch (outcome) {
            case Outcome.Open open ->
                ask(ticket, open.question(), open.person(), open.dossier(), ticket.state(), false);
            case Outcome.Changed changed ->
                ask(ticket, changed.question(), changed.person(), changed.dossier(), changed.state(), true);
            case Outcome.Taken taken -> done(behind.carryOut(ticket.tenant(), taken.question()));
            case Outcome.PassedOn passed -> {
                if (passed.now()) {
                    var _ = behind.carryOut(ticket.tenant(), passed.question());
                }
                yield passedOn(passed);
            }
            case Outcome.Ended ended -> {
                // Should an earlier attempt have died half way, this one does what it left.
                Question settled = posted && ended.byThem()
                        ? behind.carryOut(ticket.tenant(), ended.question())
                        : ended.question();
                yield ended(ended, settled);
            }
            case Outcome.NobodyElse _ ->
                Words.message(
                        409,
                        "There is nobody else to ask",
                        "We know of nobody who answers for it after you, or the address is of nobody who works here. It stays with you: please decide, or name somebody else.");
            case Outcome.NotAsked _ ->
                Words.message(403, "This question was put to somebody else", "Nothing was changed.");
            case Outcome.Gone _ -> Words.message(410, "This question is not there any more", "Nothing was changed.");
        };
    }

    private Page ask(
            Ticket ticket, Question question, Asked person, IdentityDossier dossier, String state, boolean changed) {
        Answer answer = ticket.answer().orElseThrow();
        String name = dossier.identity().content().displayName();
        Html content = new Html().element("h1", Words.asks(answer, name));
        content.element("p class=\"soft\"", "You answer as %s. Nothing has happened yet.".formatted(person.name()));
        if (changed) {
            content.element(
                    "div class=\"note\" role=\"alert\"",
                    new Html()
                            .element("strong", "It has changed since the message was written.")
                            .text(" Nothing was done. This is what it holds now; please decide anew."));
        }
        List<Finding> findings = dossier.findings().stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        dossier.summary()
                .ifPresent(summary -> content.element(
                        "section class=\"card\"",
                        new Html()
                                .element("h2", name)
                                .add(words.facts(
                                        summary, findings, Recommendation.of(summary, findings, clock.instant())))));
        content.element("h2", "What your answer does");
        content.list(consequences(ticket, question, answer));
        String own = changed ? fresh(ticket, question, person, state, answer) : "";
        content.element(form(changed ? links.answerPage(own) : ""), button(answer));
        Html others = new Html();
        for (Answer other : Answer.values()) {
            if (other != answer) {
                String page = links.answerPage(fresh(ticket, question, person, state, other));
                others.element("a class=\"button\" href=" + Html.quoted(path(page)), Words.verb(other));
            }
        }
        content.element("h2", "Or").element("p", others);
        return new Page(changed ? 409 : 200, Words.asks(answer, name), content);
    }

    /** For what they see now, and no longer than the link that they came with. */
    private String fresh(Ticket ticket, Question question, Asked person, String state, Answer answer) {
        return links.tickets()
                .sign(new Ticket(
                        ticket.tenant(),
                        Ticket.Purpose.QUESTION,
                        question.id(),
                        Optional.empty(),
                        Ticket.recipient(person.email()),
                        state,
                        Optional.of(answer),
                        ticket.expires()));
    }

    /** Pages link to each other by path alone, so that they also work behind another name. */
    private static String path(String page) {
        return page.substring(page.indexOf(AnswerLinks.ANSWERS));
    }

    private static String form(String page) {
        return page.isEmpty() ? "form method=\"post\"" : "form method=\"post\" action=" + Html.quoted(path(page));
    }

    private static Html button(Answer answer) {
        Html form = new Html();
        if (answer == Answer.NOT_MINE) {
            form.element(
                    "p",
                    new Html()
                            .element("label for=\"to\"", "Whose is it? The work address, if you know it")
                            .single("br")
                            .single(
                                    "input type=\"email\" id=\"to\" name=\"to\" autocomplete=\"off\" maxlength=\"254\""));
        }
        String look = answer == Answer.REVOKE ? " class=\"grave\"" : "";
        return form.element("button type=\"submit\"" + look, Words.confirms(answer));
    }

    private List<String> consequences(Ticket ticket, Question question, Answer answer) {
        return switch (answer) {
            case KEEP ->
                List.of(
                        "It keeps what it holds. You will be asked again after a while.",
                        "Your name and this day are recorded as the acceptance.");
            case NOT_MINE -> List.of("The next person who may answer for it is asked. Nothing else changes.");
            case REDUCE, REVOKE -> behind.preview(ticket.tenant(), question.id(), answer);
        };
    }

    private static Page done(Question question) {
        Conclusion end = question.conclusion().orElseThrow();
        Html content = new Html().element("h1", "Thank you. Your answer is recorded");
        content.element(
                "p",
                "You answered: %s.".formatted(end.answer().map(Answer::words).orElse("nothing")));
        content.list(
                end.settledAt().isPresent() || !end.results().isEmpty()
                        ? end.results()
                        : List.of("It is being carried out; you need not do anything."));
        content.element("p class=\"soft\"", "You can close this page.");
        return new Page(200, "Recorded", content);
    }

    private static Page passedOn(Outcome.PassedOn passed) {
        return Words.message(
                200,
                passed.now() ? "Thank you. Somebody else is asked" : "You have passed this on",
                "%s is asked now. Nothing else was changed."
                        .formatted(passed.question().current().name()));
    }

    private static Page ended(Outcome.Ended ended, Question question) {
        Conclusion end = question.conclusion().orElse(ended.conclusion());
        Html content = new Html();
        String title =
                switch (end.type()) {
                    case ANSWERED ->
                        ended.byThem() ? "You have answered this already" : "Somebody else has answered this";
                    case UNANSWERED -> "This question is closed";
                    case OBSOLETE -> "This is no longer so";
                };
        content.element("h1", title);
        String who = ended.byThem()
                ? "You"
                : end.by().flatMap(question::asked).map(Asked::name).orElse("Somebody");
        content.element(
                "p",
                switch (end.type()) {
                    case ANSWERED ->
                        "%s answered \"%s\" on %s. That answer stands; nothing was changed now."
                                .formatted(who, end.answer().map(Answer::words).orElse(""), Words.day(end.at()));
                    case UNANSWERED ->
                        "Nobody had answered by %s. Your answer comes too late: nothing was changed now."
                                .formatted(Words.day(end.at()));
                    case OBSOLETE -> "What it was about is over, so there is nothing to answer.";
                });
        content.list(end.results());
        content.element("p class=\"soft\"", "To change it, ask your security team.");
        return new Page(200, title, content);
    }
}
