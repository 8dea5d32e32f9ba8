package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.owners.alerts.EmployeeText;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerOutcome;
import io.grantkeeper.owners.answers.AnswerRecommendation;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.OwnerReassignment;
import io.grantkeeper.owners.answers.RevocationPreview;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.owners.answers.TicketSigner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page behind a link in an alert. Opening the page changes nothing, because mail scanners follow links. Only its
 * button, which sends a POST request, records an answer.
 */
final class AnswerPages {
    private final AnswerLinkFactory links;
    private final SubmitAnswer answers;
    private final PageAnswerExecutor behind;
    private final AccessRequestPages requests;
    private final SweepStore sweeps;
    private final SharedPageText words;
    private final Clock clock;

    AnswerPages(
            AnswerLinkFactory links,
            SubmitAnswer answers,
            PageAnswerExecutor behind,
            AccessRequestPages requests,
            SweepStore sweeps,
            SharedPageText words,
            Clock clock) {
        this.links = links;
        this.requests = requests;
        this.answers = answers;
        this.behind = behind;
        this.sweeps = sweeps;
        this.words = words;
        this.clock = clock;
    }

    HtmlPageResponse show(String text) {
        return switch (links.tickets().read(text, clock.instant())) {
            case TicketSigner.Reading.Genuine(AnswerTicket ticket)
            when isForAnswer(ticket) -> page(ticket, check(ticket), false);
            case TicketSigner.Reading.Genuine(AnswerTicket ticket)
            when AccessRequestPages.isFor(ticket) -> requests.page(ticket, false);
            case TicketSigner.Reading.Genuine _, TicketSigner.Reading.Forged _ -> SharedPageText.invalidLink();
            case TicketSigner.Reading.Expired _ -> SharedPageText.expired();
        };
    }

    HtmlPageResponse post(String text, HtmlForm form) {
        return switch (links.tickets().read(text, clock.instant())) {
            case TicketSigner.Reading.Genuine(AnswerTicket ticket)
            when isForAnswer(ticket) ->
                page(ticket, ticket.answer().isPresent() ? give(ticket, form) : check(ticket), true);
            case TicketSigner.Reading.Genuine(AnswerTicket ticket)
            when AccessRequestPages.isFor(ticket) -> requests.page(ticket, true);
            case TicketSigner.Reading.Genuine _, TicketSigner.Reading.Forged _ -> SharedPageText.invalidLink();
            case TicketSigner.Reading.Expired _ -> SharedPageText.expired();
        };
    }

    private static boolean isForAnswer(AnswerTicket ticket) {
        return ticket.purpose() == AnswerTicket.Purpose.QUESTION;
    }

    private AnswerOutcome check(AnswerTicket ticket) {
        return answers.check(ticket.tenant(), ticket.about(), person -> ticket.isFor(person.email()), ticket.state());
    }

    private AnswerOutcome give(AnswerTicket ticket, HtmlForm form) {
        OwnerAnswer answer = ticket.answer().orElseThrow();
        Optional<String> other = answer.mayNameOwner()
                ? form.get("to")
                        .filter(address -> !address.isBlank())
                        .or(() -> form.get("who"))
                        .map(address -> address.toLowerCase(java.util.Locale.ROOT))
                : Optional.empty();
        return answers.submit(
                ticket.tenant(),
                ticket.about(),
                person -> ticket.isFor(person.email()),
                new SubmitAnswer.Submission(answer, ticket.state(), "email", other));
    }

    private HtmlPageResponse page(AnswerTicket ticket, AnswerOutcome outcome, boolean posted) {
        return switch (outcome) {
            case AnswerOutcome.Open open ->
                confirmationPage(ticket, open.question(), open.person(), open.dossier(), ticket.state(), false);
            case AnswerOutcome.Changed changed ->
                confirmationPage(
                        ticket, changed.question(), changed.person(), changed.dossier(), changed.state(), true);
            case AnswerOutcome.Accepted taken -> donePage(behind.carryOut(ticket.tenant(), taken.question()));
            case AnswerOutcome.PassedOn passed -> {
                if (passed.now()) {
                    var _ = behind.carryOut(ticket.tenant(), passed.question());
                }
                yield passedOnPage(passed);
            }
            case AnswerOutcome.Ended ended -> {
                // If an earlier attempt was interrupted, this one completes it.
                OwnerQuestion settled = posted && ended.isByThem()
                        ? behind.carryOut(ticket.tenant(), ended.question())
                        : ended.question();
                yield endedPage(ended, settled);
            }
            case AnswerOutcome.OwnRequest _ ->
                SharedPageText.message(
                        409,
                        "Someone else must decide",
                        "You made this request, so you cannot decide on it. Nothing was changed.");
            case AnswerOutcome.NoNextPerson _ ->
                SharedPageText.message(
                        409,
                        "There is no one else to ask",
                        "Grantkeeper knows of no one else who could be responsible for this, or the address does not belong to anyone who works here. The question stays with you: please decide, or enter another work email address.");
            case AnswerOutcome.NotAsked _ ->
                SharedPageText.message(403, "This question was sent to someone else", "Nothing was changed.");
            case AnswerOutcome.NotFound _ ->
                SharedPageText.message(410, "This question no longer exists", "Nothing was changed.");
        };
    }

    private HtmlPageResponse confirmationPage(
            AnswerTicket ticket,
            OwnerQuestion question,
            QuestionRecipient person,
            IdentityRecord identityRecord,
            String state,
            boolean changed) {
        AnswerFacts facts = words.answerFacts(identityRecord, question, person.as(), clock.instant());
        List<AnswerOption> options = AnswerTable.options(facts);
        String name = facts.name();
        String title = facts.topic().question(name);
        HtmlWriter content = new HtmlWriter().element("h1", title);
        content.element(
                "p class=\"soft\"", "You are answering as %s. Nothing has happened yet.".formatted(person.name()));
        if (changed) {
            content.element(
                    "div class=\"note\" role=\"alert\"",
                    new HtmlWriter()
                            .element("strong", "Its access has changed since the message was written.")
                            .text(" No answer has been recorded. Review its current access below and decide again."));
        }
        List<Finding> findings = identityRecord.findings().stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        identityRecord
                .summary()
                .ifPresent(summary -> content.element(
                        "section class=\"card\"",
                        new HtmlWriter()
                                .element("h2", name)
                                .add(words.facts(
                                        summary,
                                        person.as(),
                                        findings,
                                        AnswerRecommendation.of(summary, findings, clock.instant()),
                                        options,
                                        capabilities(ticket, identityRecord)))));
        if (ticket.answer().isEmpty()) {
            content.element("h2", "Choose your answer");
            content.element("p", "The next page shows what an answer will do, before you confirm it.");
            content.element("p", answers(ticket, question, person, state, options));
            return new HtmlPageResponse(changed ? 409 : 200, title, content);
        }
        OwnerAnswer answer = ticket.answer().get();
        AnswerOption chosen = options.stream()
                .filter(option -> option.answer() == answer)
                .findFirst()
                .orElseGet(() -> new AnswerOption(
                        answer, "Confirm: " + answer.displayName(), AnswerTable.sentence(facts, answer)));
        content.element("h2", "What your answer will do");
        boolean atProvider = answer.revokes() || answer == OwnerAnswer.APPROVE_REQUEST;
        RevocationPreview preview = atProvider
                ? behind.preview(ticket.tenant(), question.id(), answer)
                : new RevocationPreview(List.of(), List.of());
        content.add(consequences(facts, chosen, preview));
        boolean isKeptThoughSevere = answer == OwnerAnswer.KEEP
                && identityRecord
                        .summary()
                        .filter(summary ->
                                SharedPageText.severity(summary, findings).atLeast(Severity.HIGH))
                        .isPresent();
        String own = changed ? signFor(ticket, question, person, state, answer) : "";
        content.element(
                form(changed ? links.answerPage(own) : ""),
                button(chosen, preview, suggestions(ticket, question, chosen), isKeptThoughSevere));
        content.element("h2", "Or choose another answer")
                .element(
                        "p",
                        answers(
                                ticket,
                                question,
                                person,
                                state,
                                options.stream()
                                        .filter(option -> option.answer() != answer)
                                        .toList()));
        return new HtmlPageResponse(changed ? 409 : 200, title, content);
    }

    /** Returns links to the pages on which a person can give each of the answers. */
    private HtmlWriter answers(
            AnswerTicket ticket,
            OwnerQuestion question,
            QuestionRecipient person,
            String state,
            List<AnswerOption> options) {
        HtmlWriter choices = new HtmlWriter();
        for (AnswerOption option : options) {
            String page = links.answerPage(signFor(ticket, question, person, state, option.answer()));
            choices.element("a class=\"button\" href=" + HtmlWriter.quoted(path(page)), option.label());
        }
        return choices;
    }

    /** Returns the people who may be the owner, if the answer names an owner. */
    private List<OwnerReassignment.Suggestion> suggestions(
            AnswerTicket ticket, OwnerQuestion question, AnswerOption chosen) {
        return chosen.answer().mayNameOwner() ? answers.suggestions(ticket.tenant(), question) : List.of();
    }

    /**
     * Signs a ticket for the state that the page now shows. The new ticket expires at the same time as the original
     * one.
     */
    private String signFor(
            AnswerTicket ticket, OwnerQuestion question, QuestionRecipient person, String state, OwnerAnswer answer) {
        return links.tickets()
                .sign(new AnswerTicket(
                        ticket.tenant(),
                        AnswerTicket.Purpose.QUESTION,
                        question.id(),
                        Optional.empty(),
                        AnswerTicket.recipient(person.email()),
                        state,
                        Optional.of(answer),
                        ticket.expires()));
    }

    /**
     * Returns a page's URL without the scheme and the host, so that links between pages also work under another host
     * name.
     */
    private static String path(String page) {
        return page.substring(page.indexOf(AnswerLinkFactory.ANSWERS));
    }

    private static String form(String page) {
        return page.isEmpty() ? "form method=\"post\"" : "form method=\"post\" action=" + HtmlWriter.quoted(path(page));
    }

    /**
     * Returns the form's fields and its button. Revoking and approving look alike, so that the page favors neither.
     * Keeping severe access has no color.
     */
    private static HtmlWriter button(
            AnswerOption chosen,
            RevocationPreview preview,
            List<OwnerReassignment.Suggestion> suggestions,
            boolean severe) {
        HtmlWriter form = new HtmlWriter();
        if (chosen.answer().mayNameOwner()) {
            boolean required = chosen.answer() == OwnerAnswer.NAME_OWNER && suggestions.isEmpty();
            if (!suggestions.isEmpty()) {
                form.element("fieldset", choices(suggestions));
            }
            form.element(
                    "p",
                    new HtmlWriter()
                            .element(
                                    "label for=\"to\"",
                                    chosen.answer() == OwnerAnswer.NAME_OWNER
                                            ? suggestions.isEmpty()
                                                    ? "Their work email address"
                                                    : "Someone else's work email address"
                                            : "Who is responsible for it? Enter their work email address, if you know it")
                            .emptyElement("br")
                            .emptyElement(
                                    "input type=\"email\" id=\"to\" name=\"to\" autocomplete=\"off\" maxlength=\"254\""
                                            + (required ? " required" : "")));
        }
        if (preview.isByHand()) {
            return form.element("button type=\"submit\"", "Record the answer");
        }
        String look = chosen.answer().revokes() ? " class=\"grave\"" : severe ? " class=\"plain\"" : "";
        return form.element("button type=\"submit\"" + look, chosen.label());
    }

    /** Returns the HTML for choosing among the people who may be the owner, with what is known about each of them. */
    private static HtmlWriter choices(List<OwnerReassignment.Suggestion> suggestions) {
        HtmlWriter choices = new HtmlWriter().element("legend", "People who may be responsible for it");
        for (int i = 0; i < suggestions.size(); i++) {
            OwnerReassignment.Suggestion one = suggestions.get(i);
            String id = "who-" + (i + 1);
            choices.element(
                    "p",
                    new HtmlWriter()
                            .emptyElement("input type=\"radio\" name=\"who\" id=\"%s\" value=%s"
                                    .formatted(id, HtmlWriter.quotedText(one.email())))
                            .element(
                                    "label for=\"%s\"".formatted(id),
                                    "%s (%s)%s"
                                            .formatted(
                                                    one.name(),
                                                    one.email(),
                                                    one.evidence().isEmpty()
                                                            ? ""
                                                            : ": "
                                                                    + EmployeeText.dates(
                                                                            String.join(", ", one.evidence())))));
        }
        return choices;
    }

    /** Returns the basis of the statements about an identity's capabilities. */
    private StatementBasis capabilities(AnswerTicket ticket, IdentityRecord identityRecord) {
        return IdentityStatements.of(
                        identityRecord,
                        sweeps.state(
                                        ticket.tenant(),
                                        identityRecord.identity().content().id().connection())
                                .partitions())
                .basis(StatementTopic.CAPABILITIES);
    }

    /**
     * Returns the consequences of an answer: a sentence that describes them, and the effects at the provider as far as
     * they
     * are known now.
     */
    private static HtmlWriter consequences(AnswerFacts facts, AnswerOption chosen, RevocationPreview preview) {
        List<String> effects = new ArrayList<>(List.of(preview.sentence(chosen.answer(), chosen.sentence())));
        if (chosen.answer() == OwnerAnswer.KEEP && facts.holdsAccess() && !facts.requested()) {
            effects.add(
                    "If you answer today, the approval ends on %s.".formatted(SharedPageText.day(facts.approvalEnd())));
        }
        return SharedPageText.effects(effects, preview)
                .element("p class=\"soft\"", "Your name and the date are recorded with your answer.");
    }

    private static HtmlPageResponse donePage(OwnerQuestion question) {
        QuestionOutcome end = question.conclusion().orElseThrow();
        HtmlWriter content = new HtmlWriter().element("h1", "Thank you. Your answer is recorded");
        content.element(
                "p",
                "You answered: %s."
                        .formatted(end.answer().map(OwnerAnswer::displayName).orElse("nothing")));
        content.list(
                end.settledAt().isPresent() || !end.results().isEmpty()
                        ? end.results()
                        : List.of("Your answer is being carried out. You do not need to do anything else."));
        content.element("p class=\"soft\"", "You can close this page.");
        return new HtmlPageResponse(200, "Recorded", content);
    }

    private static HtmlPageResponse passedOnPage(AnswerOutcome.PassedOn passed) {
        return SharedPageText.message(
                200,
                passed.now() ? "Thank you. Grantkeeper is asking someone else" : "You have already passed this on",
                "%s has been asked instead. Nothing else was changed."
                        .formatted(passed.question().current().name()));
    }

    private static HtmlPageResponse endedPage(AnswerOutcome.Ended ended, OwnerQuestion question) {
        QuestionOutcome end = question.conclusion().orElse(ended.conclusion());
        HtmlWriter content = new HtmlWriter();
        String title =
                switch (end.type()) {
                    case ANSWERED ->
                        ended.isByThem() ? "You have already answered this" : "Someone else has already answered this";
                    case UNANSWERED -> "This question is closed";
                    case OBSOLETE -> "This question no longer applies";
                };
        content.element("h1", title);
        String who = ended.isByThem()
                ? "You"
                : end.by().flatMap(question::asked).map(QuestionRecipient::name).orElse("Someone");
        content.element(
                "p",
                switch (end.type()) {
                    case ANSWERED ->
                        "%s answered \"%s\" on %s. That answer still applies, and nothing was changed now."
                                .formatted(
                                        who,
                                        end.answer()
                                                .map(OwnerAnswer::displayName)
                                                .orElse(""),
                                        SharedPageText.day(end.at()));
                    case UNANSWERED ->
                        "No one answered by %s, so this question was closed. Nothing was changed now."
                                .formatted(SharedPageText.day(end.at()));
                    case OBSOLETE ->
                        "Grantkeeper no longer knows of access to decide about, so there is nothing left to answer.";
                });
        content.list(end.results());
        content.element("p class=\"soft\"", "To change this, ask your security team.");
        return new HtmlPageResponse(200, title, content);
    }
}
