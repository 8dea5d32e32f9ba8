package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerOutcome;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.owners.reviews.ReviewItem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One person's page in an access review. Each identity has its own answer; all answers are sent together. */
final class ReviewPages {
    /**
     * The field of the checkbox that keeps several identities at once. The checkbox applies only to identities that
     * Grantkeeper recommends keeping and for which the person has not chosen an answer.
     */
    private static final String KEEP_RECOMMENDED = "keep-recommended";

    private static final String CONFIRMED = "confirmed";

    private final AnswerLinkFactory links;
    private final SubmitAnswer answers;
    private final PageAnswerExecutor behind;
    private final CampaignStore campaigns;
    private final QuestionStore questions;
    private final AccessStore access;
    private final SweepStore sweeps;
    private final SharedPageText words;
    private final Clock clock;

    ReviewPages(
            AnswerLinkFactory links,
            SubmitAnswer answers,
            PageAnswerExecutor behind,
            CampaignStore campaigns,
            QuestionStore questions,
            AccessStore access,
            SweepStore sweeps,
            SharedPageText words,
            Clock clock) {
        this.links = links;
        this.answers = answers;
        this.behind = behind;
        this.campaigns = campaigns;
        this.questions = questions;
        this.access = access;
        this.sweeps = sweeps;
        this.words = words;
        this.clock = clock;
    }

    HtmlPageResponse show(String text) {
        return open(text, Optional.empty());
    }

    HtmlPageResponse post(String text, HtmlForm form) {
        return open(text, Optional.of(form));
    }

    private HtmlPageResponse open(String text, Optional<HtmlForm> form) {
        return switch (links.tickets().read(text, clock.instant())) {
            case TicketSigner.Reading.Genuine(AnswerTicket ticket)
            when ticket.purpose() == AnswerTicket.Purpose.REVIEW ->
                campaigns
                        .find(ticket.tenant(), ticket.about())
                        .map(campaign -> form.map(given -> answer(ticket, campaign, given))
                                .orElseGet(() -> page(ticket, campaign, List.of())))
                        .orElseGet(SharedPageText::invalidLink);
            case TicketSigner.Reading.Genuine _, TicketSigner.Reading.Forged _ -> SharedPageText.invalidLink();
            case TicketSigner.Reading.Expired _ -> SharedPageText.expired();
        };
    }

    private List<ReviewItem> items(AnswerTicket ticket, ReviewCampaign campaign) {
        return ReviewItem.of(
                ticket.tenant(),
                campaign,
                ticket,
                questions,
                access,
                sweeps,
                (identityRecord, question) ->
                        words.answerFacts(identityRecord, question, RecipientRole.OWNER, clock.instant()),
                clock.instant());
    }

    /** One answer that was chosen on the page. */
    private record Chosen(ReviewItem item, OwnerAnswer answer, AnswerTicket shown, Optional<String> to) {}

    private HtmlPageResponse answer(AnswerTicket ticket, ReviewCampaign campaign, HtmlForm form) {
        List<ReviewItem> items = items(ticket, campaign);
        List<Chosen> chosen = chosen(ticket, items, form);
        if (chosen.isEmpty()) {
            return page(ticket, campaign, List.of("You did not choose anything, so nothing was changed."));
        }
        boolean takesAway = chosen.stream().anyMatch(choice -> choice.answer().revokes());
        if (takesAway && form.get(CONFIRMED).isEmpty()) {
            return confirm(ticket, chosen);
        }
        List<String> notes = new ArrayList<>();
        for (Chosen choice : chosen) {
            notes.add("%s: %s".formatted(choice.item().identity().displayName(), give(ticket, choice)));
        }
        return page(ticket, campaign, notes);
    }

    private List<Chosen> chosen(AnswerTicket ticket, List<ReviewItem> items, HtmlForm form) {
        boolean bulk = form.get(KEEP_RECOMMENDED).isPresent();
        List<Chosen> chosen = new ArrayList<>();
        for (ReviewItem item : items) {
            String id = item.question().id();
            Optional<AnswerTicket> shown = form.get("t-" + id).flatMap(text -> readHiddenTicket(ticket, id, text));
            Optional<OwnerAnswer> own = form.get("a-" + id)
                    .flatMap(OwnerAnswer::ofCode)
                    .filter(answer -> item.option(answer).isPresent());
            boolean inBulk = bulk && isKeepRecommended(item);
            Optional<OwnerAnswer> answer = own.or(() -> inBulk ? Optional.of(OwnerAnswer.KEEP) : Optional.empty());
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

    private static boolean isKeepRecommended(ReviewItem item) {
        return item.isWaiting() && item.recommendation().answer().equals(Optional.of(OwnerAnswer.KEEP));
    }

    /**
     * Returns the ticket from the page's hidden field; empty if the ticket is invalid, or belongs to another person or
     * another question. The ticket contains the state that the page showed.
     */
    private Optional<AnswerTicket> readHiddenTicket(AnswerTicket page, String question, String text) {
        return links.tickets().read(text, clock.instant()) instanceof TicketSigner.Reading.Genuine(AnswerTicket ticket)
                        && ticket.purpose() == AnswerTicket.Purpose.QUESTION
                        && ticket.about().equals(question)
                        && ticket.recipient().equals(page.recipient())
                        && ticket.tenant().equals(page.tenant())
                ? Optional.of(ticket)
                : Optional.empty();
    }

    private String give(AnswerTicket ticket, Chosen choice) {
        AnswerOutcome outcome = answers.submit(
                ticket.tenant(),
                choice.item().question().id(),
                person -> ticket.isFor(person.email()),
                new SubmitAnswer.Submission(
                        choice.answer(),
                        choice.shown().state(),
                        "review",
                        choice.answer().passesOn() ? choice.to() : Optional.empty()));
        return switch (outcome) {
            case AnswerOutcome.Accepted taken -> {
                List<String> results = behind.carryOut(ticket.tenant(), taken.question())
                        .conclusion()
                        .map(QuestionOutcome::results)
                        .orElse(List.of());
                yield "recorded as \"%s\". %s"
                        .formatted(
                                choice.answer().displayName(),
                                results.isEmpty() ? "It is being carried out." : String.join(" ", results));
            }
            case AnswerOutcome.PassedOn passed -> {
                if (passed.now()) {
                    var _ = behind.carryOut(ticket.tenant(), passed.question());
                }
                yield "%s has been asked instead."
                        .formatted(passed.question().current().name());
            }
            case AnswerOutcome.Changed _ ->
                "its access has changed since you opened the page, so your answer was not saved. Please decide again.";
            case AnswerOutcome.Ended ended
            when ended.isByThem() -> "you had already answered this; that answer still applies.";
            case AnswerOutcome.Ended _ -> "it has already been answered or closed; nothing was changed.";
            case AnswerOutcome.NoNextPerson _ ->
                "there is no one else to ask, or that address does not belong to anyone who works here. The question stays with you.";
            case AnswerOutcome.OwnRequest _ -> "you made this request, so someone else must decide on it.";
            case AnswerOutcome.NotAsked _, AnswerOutcome.NotFound _ -> "it can no longer be answered.";
            case AnswerOutcome.Open _ -> "nothing was changed.";
        };
    }

    private HtmlPageResponse confirm(AnswerTicket ticket, List<Chosen> chosen) {
        HtmlWriter content = new HtmlWriter().element("h1", "Please check before anything is revoked");
        content.element("p", "Nothing has happened yet. This is what your answers will do:");
        HtmlWriter form = new HtmlWriter();
        for (Chosen choice : chosen) {
            String id = choice.item().question().id();
            form.emptyElement(hidden("t-" + id, links.tickets().sign(choice.shown())));
            form.emptyElement(hidden("a-" + id, choice.answer().code()));
            choice.to().ifPresent(to -> form.emptyElement(hidden("to-" + id, to)));
            HtmlWriter card = new HtmlWriter()
                    .element(
                            "h2",
                            "%s: %s"
                                    .formatted(
                                            choice.item().identity().displayName(),
                                            choice.item()
                                                    .option(choice.answer())
                                                    .map(AnswerOption::label)
                                                    .orElse(choice.answer().displayName())));
            card.add(SharedPageText.effects(
                    choice.item().option(choice.answer()).map(AnswerOption::sentence).stream()
                            .toList(),
                    choice.answer().revokes()
                            ? behind.preview(ticket.tenant(), id, choice.answer())
                            : new RevocationPreview(List.of(), List.of())));
            form.element("section class=\"card\"", card);
        }
        form.emptyElement(hidden(CONFIRMED, "yes"));
        form.element("button type=\"submit\" class=\"grave\"", "Yes, do all of this");
        content.element("form method=\"post\"", form);
        content.element("p class=\"soft\"", "To change an answer, go back in your browser.");
        return new HtmlPageResponse(200, "Please check before anything is revoked", content);
    }

    private HtmlPageResponse page(AnswerTicket ticket, ReviewCampaign campaign, List<String> notes) {
        List<ReviewItem> items = items(ticket, campaign);
        if (items.isEmpty()) {
            return SharedPageText.message(403, "This review has no questions for you", "Nothing was changed.");
        }
        long waiting = items.stream().filter(ReviewItem::isWaiting).count();
        QuestionRecipient person = items.getFirst().person();
        HtmlWriter content = new HtmlWriter().element("h1", headline(waiting));
        content.element(
                "p class=\"soft\"",
                "%s. You are answering as %s. %s".formatted(campaign.scope(), person.name(), deadlineNotice(campaign)));
        if (!notes.isEmpty()) {
            content.element("div class=\"note\" role=\"status\"", new HtmlWriter().list(notes));
        }
        if (waiting > 0) {
            content.element("form method=\"post\"", form(ticket, items));
        }
        List<ReviewItem> ended =
                items.stream().filter(item -> !item.isWaiting()).toList();
        if (!ended.isEmpty()) {
            content.element("h2", "Answered");
            content.list(ended.stream().map(ReviewPages::answerLine).toList());
        }
        return new HtmlPageResponse(200, "Review: " + campaign.scope(), content);
    }

    private static String headline(long count) {
        return count == 0
                ? "You have answered everything"
                : count == 1 ? "1 item is waiting for your answer" : count + " items are waiting for your answer";
    }

    private static String deadlineNotice(ReviewCampaign campaign) {
        if (campaign.closedAt().isPresent()) {
            return "This review is closed.";
        }
        String after =
                switch (campaign.unanswered()) {
                    case FLAG -> "Access that no one confirms is not approved, and the security team is notified.";
                    case REVOKE_AFTER_GRACE ->
                        "Access that no one confirms is not approved, and it is revoked%s."
                                .formatted(campaign.revokesAt()
                                        .map(at -> " on " + SharedPageText.day(at))
                                        .orElse(""));
                };
        return "Please answer by %s. %s".formatted(SharedPageText.day(campaign.dueAt()), after);
    }

    private HtmlWriter form(AnswerTicket ticket, List<ReviewItem> items) {
        HtmlWriter form = new HtmlWriter();
        for (ReviewItem item : items.stream().filter(ReviewItem::isWaiting).toList()) {
            form.element("section class=\"card\"", card(ticket, item));
        }
        long recommended = items.stream().filter(ReviewPages::isKeepRecommended).count();
        HtmlWriter bar = new HtmlWriter();
        if (recommended > 1) {
            bar.element(
                    "p class=\"choices\"",
                    new HtmlWriter()
                            .element(
                                    "label",
                                    new HtmlWriter()
                                            .emptyElement("input type=\"checkbox\" name=\"" + KEEP_RECOMMENDED
                                                    + "\" value=\"yes\"")
                                            .text(
                                                    "Keep the %d items that Grantkeeper recommends keeping, unless I have chosen another answer"
                                                            .formatted(recommended))));
        }
        bar.element("button type=\"submit\"", "Send my answers");
        return form.element("div class=\"bar\"", bar);
    }

    private HtmlWriter card(AnswerTicket page, ReviewItem item) {
        String id = item.question().id();
        String shown = links.tickets()
                .sign(new AnswerTicket(
                        page.tenant(),
                        AnswerTicket.Purpose.QUESTION,
                        id,
                        Optional.empty(),
                        page.recipient(),
                        item.state(),
                        Optional.empty(),
                        page.expires()));
        HtmlWriter card =
                new HtmlWriter().element("h2", item.identity().displayName().text());
        card.add(words.facts(
                item.identity(), item.person().as(), item.open(), item.recommendation(), item.options(), item.basis()));
        card.emptyElement(hidden("t-" + id, shown));
        HtmlWriter choices = new HtmlWriter();
        for (AnswerOption option : item.options()) {
            choices.element(
                    "label",
                    new HtmlWriter()
                            .emptyElement("input type=\"radio\" name=%s value=%s"
                                    .formatted(
                                            HtmlWriter.quoted("a-" + id),
                                            HtmlWriter.quoted(option.answer().code())))
                            .text(option.label()));
        }
        HtmlWriter fields = new HtmlWriter()
                .element(
                        "legend", "Your answer for %s".formatted(item.identity().displayName()))
                .element("div class=\"choices\"", choices);
        fields.element(
                "details",
                new HtmlWriter()
                        .element("summary class=\"soft\"", "Not mine, and I know whose it is")
                        .element(
                                "p",
                                new HtmlWriter()
                                        .element(
                                                "label for=" + HtmlWriter.quoted("to-" + id),
                                                "Their work email address")
                                        .emptyElement("br")
                                        .emptyElement(
                                                "input type=\"email\" id=%s name=%s autocomplete=\"off\" maxlength=\"254\""
                                                        .formatted(
                                                                HtmlWriter.quoted("to-" + id),
                                                                HtmlWriter.quoted("to-" + id)))));
        return card.element("fieldset", fields);
    }

    private static String answerLine(ReviewItem item) {
        String name = item.identity().displayName().text();
        if (item.question().conclusion().isEmpty()) {
            return "%s: passed on to %s."
                    .formatted(name, item.question().current().name());
        }
        QuestionOutcome end = item.question().conclusion().get();
        String message =
                switch (end.type()) {
                    case ANSWERED -> end.answer().map(OwnerAnswer::displayName).orElse("");
                    case UNANSWERED -> "no one answered";
                    case OBSOLETE -> "it no longer has any access";
                };
        return "%s: %s. %s".formatted(name, message, String.join(" ", end.results()));
    }

    private static String hidden(String name, String value) {
        return "input type=\"hidden\" name=%s value=%s".formatted(HtmlWriter.quoted(name), HtmlWriter.quoted(value));
    }
}
