package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.answers.Outcome;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.reviews.ReviewItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One person's page in a review: each identity with its own answer, all sent at once. */
final class ReviewPages {
    /** The bulk choice: only what we would keep too, and only what has no answer of its own. */
    private static final String KEEP_RECOMMENDED = "keep-recommended";

    private static final String CONFIRMED = "confirmed";

    private final AnswerLinks links;
    private final GiveAnswer answers;
    private final BehindPages behind;
    private final CampaignStore campaigns;
    private final QuestionStore questions;
    private final AccessStore access;
    private final Words words;
    private final Clock clock;

    ReviewPages(
            AnswerLinks links,
            GiveAnswer answers,
            BehindPages behind,
            CampaignStore campaigns,
            QuestionStore questions,
            AccessStore access,
            Words words,
            Clock clock) {
        this.links = links;
        this.answers = answers;
        this.behind = behind;
        this.campaigns = campaigns;
        this.questions = questions;
        this.access = access;
        this.words = words;
        this.clock = clock;
    }

    Page show(String text) {
        return open(text, Optional.empty());
    }

    Page post(String text, Form form) {
        return open(text, Optional.of(form));
    }

    private Page open(String text, Optional<Form> form) {
        return switch (links.tickets().read(text, clock.instant())) {
            case Tickets.Reading.Genuine(Ticket ticket)
            when ticket.purpose() == Ticket.Purpose.REVIEW ->
                campaigns
                        .find(ticket.tenant(), ticket.about())
                        .map(campaign -> form.map(given -> answer(ticket, campaign, given))
                                .orElseGet(() -> page(ticket, campaign, List.of())))
                        .orElseGet(Words::notGenuine);
            case Tickets.Reading.Genuine _, Tickets.Reading.Forged _ -> Words.notGenuine();
            case Tickets.Reading.Expired _ -> Words.over();
        };
    }

    private List<ReviewItem> items(Ticket ticket, Campaign campaign) {
        return ReviewItem.of(ticket.tenant(), campaign, ticket, questions, access, clock.instant());
    }

    /** One answer that was chosen on the page. */
    private record Chosen(ReviewItem item, Answer answer, Ticket shown, Optional<String> to) {}

    private Page answer(Ticket ticket, Campaign campaign, Form form) {
        List<ReviewItem> items = items(ticket, campaign);
        List<Chosen> chosen = chosen(ticket, items, form);
        if (chosen.isEmpty()) {
            return page(ticket, campaign, List.of("Nothing was chosen, so nothing was changed."));
        }
        boolean takesAway = chosen.stream()
                .anyMatch(choice -> choice.answer() == Answer.REVOKE || choice.answer() == Answer.REDUCE);
        if (takesAway && form.get(CONFIRMED).isEmpty()) {
            return confirm(ticket, chosen);
        }
        List<String> notes = new ArrayList<>();
        for (Chosen choice : chosen) {
            notes.add("%s: %s".formatted(choice.item().identity().displayName(), give(ticket, choice)));
        }
        return page(ticket, campaign, notes);
    }

    private List<Chosen> chosen(Ticket ticket, List<ReviewItem> items, Form form) {
        boolean bulk = form.get(KEEP_RECOMMENDED).isPresent();
        List<Chosen> chosen = new ArrayList<>();
        for (ReviewItem item : items) {
            String id = item.question().id();
            Optional<Ticket> shown = form.get("t-" + id).flatMap(text -> shown(ticket, id, text));
            Optional<Answer> own = form.get("a-" + id).flatMap(Answer::ofCode);
            boolean inBulk = bulk && isKeptInBulk(item);
            Optional<Answer> answer = own.or(() -> inBulk ? Optional.of(Answer.KEEP) : Optional.empty());
            if (shown.isPresent() && answer.isPresent()) {
                chosen.add(new Chosen(
                        item,
                        answer.get(),
                        shown.get(),
                        form.get("to-" + id).map(address -> address.toLowerCase(Locale.ROOT))));
            }
        }
        return chosen;
    }

    private static boolean isKeptInBulk(ReviewItem item) {
        return item.isWaiting() && item.recommendation().answer().equals(Optional.of(Answer.KEEP));
    }

    /** What the page showed, which its hidden ticket says; another person's or another question's is none. */
    private Optional<Ticket> shown(Ticket page, String question, String text) {
        return links.tickets().read(text, clock.instant()) instanceof Tickets.Reading.Genuine(Ticket ticket)
                        && ticket.purpose() == Ticket.Purpose.QUESTION
                        && ticket.about().equals(question)
                        && ticket.recipient().equals(page.recipient())
                        && ticket.tenant().equals(page.tenant())
                ? Optional.of(ticket)
                : Optional.empty();
    }

    private String give(Ticket ticket, Chosen choice) {
        Outcome outcome = answers.give(
                ticket.tenant(),
                choice.item().question().id(),
                person -> ticket.isFor(person.email()),
                new GiveAnswer.Given(
                        choice.answer(),
                        choice.shown().state(),
                        "review",
                        choice.answer() == Answer.NOT_MINE ? choice.to() : Optional.empty()));
        return switch (outcome) {
            case Outcome.Taken taken -> {
                List<String> results = behind.carryOut(ticket.tenant(), taken.question())
                        .conclusion()
                        .map(Conclusion::results)
                        .orElse(List.of());
                yield "recorded as \"%s\". %s"
                        .formatted(
                                choice.answer().words(),
                                results.isEmpty() ? "It is being carried out." : String.join(" ", results));
            }
            case Outcome.PassedOn passed -> {
                if (passed.now()) {
                    var _ = behind.carryOut(ticket.tenant(), passed.question());
                }
                yield "%s is asked now.".formatted(passed.question().current().name());
            }
            case Outcome.Changed _ -> "it has changed since you opened the page. Nothing was done; please decide anew.";
            case Outcome.Ended ended when ended.byThem() -> "you had answered it already; that answer stands.";
            case Outcome.Ended _ -> "it is answered or closed already; nothing was changed.";
            case Outcome.NobodyElse _ ->
                "nobody else is known who could be asked, or that address is of nobody who works here. It stays with you.";
            case Outcome.NotAsked _, Outcome.Gone _ -> "it cannot be answered any more.";
            case Outcome.Open _ -> "nothing was changed.";
        };
    }

    private Page confirm(Ticket ticket, List<Chosen> chosen) {
        Html content = new Html().element("h1", "Before anything is taken away");
        content.element("p", "Nothing has happened yet. This is what your answers do:");
        Html form = new Html();
        for (Chosen choice : chosen) {
            String id = choice.item().question().id();
            form.single(hidden("t-" + id, links.tickets().sign(choice.shown())));
            form.single(hidden("a-" + id, choice.answer().code()));
            choice.to().ifPresent(to -> form.single(hidden("to-" + id, to)));
            Html card = new Html()
                    .element(
                            "h2",
                            "%s: %s"
                                    .formatted(
                                            Words.verb(choice.answer()),
                                            choice.item().identity().displayName()));
            card.list(
                    switch (choice.answer()) {
                        case KEEP -> List.of("It keeps what it holds.");
                        case NOT_MINE -> List.of("Somebody else is asked.");
                        case REDUCE, REVOKE -> behind.preview(ticket.tenant(), id, choice.answer());
                    });
            form.element("section class=\"card\"", card);
        }
        form.single(hidden(CONFIRMED, "yes"));
        form.element("button type=\"submit\" class=\"grave\"", "Yes, do all of this");
        content.element("form method=\"post\"", form);
        content.element("p class=\"soft\"", "To change something, go back in your browser.");
        return new Page(200, "Before anything is taken away", content);
    }

    private Page page(Ticket ticket, Campaign campaign, List<String> notes) {
        List<ReviewItem> items = items(ticket, campaign);
        if (items.isEmpty()) {
            return Words.message(403, "Nothing in this review is for you", "Nothing was changed.");
        }
        long waiting = items.stream().filter(ReviewItem::isWaiting).count();
        Asked person = items.getFirst().person();
        Html content = new Html().element("h1", waitingFor(waiting));
        content.element(
                "p class=\"soft\"",
                "%s. You answer as %s. %s".formatted(campaign.scope(), person.name(), end(campaign)));
        if (!notes.isEmpty()) {
            content.element("div class=\"note\" role=\"status\"", new Html().list(notes));
        }
        if (waiting > 0) {
            content.element("form method=\"post\"", form(ticket, items));
        }
        List<ReviewItem> ended =
                items.stream().filter(item -> !item.isWaiting()).toList();
        if (!ended.isEmpty()) {
            content.element("h2", "Answered");
            content.list(ended.stream().map(ReviewPages::stands).toList());
        }
        return new Page(200, "Review: " + campaign.scope(), content);
    }

    private static String waitingFor(long count) {
        return count == 0
                ? "You have answered everything"
                : count == 1 ? "One waits for your answer" : count + " wait for your answer";
    }

    private static String end(Campaign campaign) {
        if (campaign.closedAt().isPresent()) {
            return "The review is closed.";
        }
        String after =
                switch (campaign.unanswered()) {
                    case FLAG -> "What nobody answers is not approved: the security team is told.";
                    case REVOKE_AFTER_GRACE ->
                        "What nobody answers is not approved: its access is taken away%s."
                                .formatted(campaign.revokesAt()
                                        .map(at -> " on " + Words.day(at))
                                        .orElse(""));
                };
        return "Please answer by %s. %s".formatted(Words.day(campaign.dueAt()), after);
    }

    private Html form(Ticket ticket, List<ReviewItem> items) {
        Html form = new Html();
        for (ReviewItem item : items.stream().filter(ReviewItem::isWaiting).toList()) {
            form.element("section class=\"card\"", card(ticket, item));
        }
        long recommended = items.stream().filter(ReviewPages::isKeptInBulk).count();
        Html bar = new Html();
        if (recommended > 1) {
            bar.element(
                    "p class=\"choices\"",
                    new Html()
                            .element(
                                    "label",
                                    new Html()
                                            .single("input type=\"checkbox\" name=\"" + KEEP_RECOMMENDED
                                                    + "\" value=\"yes\"")
                                            .text("Keep the %d for which we recommend it, where I chose nothing else"
                                                    .formatted(recommended))));
        }
        bar.element("button type=\"submit\"", "Send my answers");
        return form.element("div class=\"bar\"", bar);
    }

    private Html card(Ticket page, ReviewItem item) {
        String id = item.question().id();
        String shown = links.tickets()
                .sign(new Ticket(
                        page.tenant(),
                        Ticket.Purpose.QUESTION,
                        id,
                        Optional.empty(),
                        page.recipient(),
                        item.state(),
                        Optional.empty(),
                        page.expires()));
        Html card = new Html().element("h2", item.identity().displayName());
        card.add(words.facts(item.identity(), item.open(), item.recommendation()));
        card.single(hidden("t-" + id, shown));
        Html choices = new Html();
        for (Answer answer : Answer.values()) {
            choices.element(
                    "label",
                    new Html()
                            .single("input type=\"radio\" name=%s value=%s"
                                    .formatted(Html.quoted("a-" + id), Html.quoted(answer.code())))
                            .text(Words.verb(answer)));
        }
        Html fields = new Html()
                .element(
                        "legend", "Your answer for %s".formatted(item.identity().displayName()))
                .element("div class=\"choices\"", choices);
        fields.element(
                "details",
                new Html()
                        .element("summary class=\"soft\"", "Not mine: I know whose it is")
                        .element(
                                "p",
                                new Html()
                                        .element("label for=" + Html.quoted("to-" + id), "Their work address")
                                        .single("br")
                                        .single(
                                                "input type=\"email\" id=%s name=%s autocomplete=\"off\" maxlength=\"254\""
                                                        .formatted(Html.quoted("to-" + id), Html.quoted("to-" + id)))));
        return card.element("fieldset", fields);
    }

    private static String stands(ReviewItem item) {
        String name = item.identity().displayName();
        if (item.question().conclusion().isEmpty()) {
            return "%s: passed on to %s."
                    .formatted(name, item.question().current().name());
        }
        Conclusion end = item.question().conclusion().get();
        String said =
                switch (end.type()) {
                    case ANSWERED -> end.answer().map(Answer::words).orElse("");
                    case UNANSWERED -> "nobody answered";
                    case OBSOLETE -> "it holds nothing any more";
                };
        return "%s: %s. %s".formatted(name, said, String.join(" ", end.results()));
    }

    private static String hidden(String name, String value) {
        return "input type=\"hidden\" name=%s value=%s".formatted(Html.quoted(name), Html.quoted(value));
    }
}
