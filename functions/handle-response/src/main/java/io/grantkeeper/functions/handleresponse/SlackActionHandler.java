package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerOutcome;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.ShortDigests;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.owners.answers.slack.SlackButtonClick;
import io.grantkeeper.owners.answers.slack.SlackRequestSignature;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Handles clicks on buttons in Slack. Slack waits three seconds for a response, so the handler only verifies and
 * records a click, and the queue does the rest.
 */
final class SlackActionHandler {
    private static final String SCOPE = "slack-click";

    private final Logger log = FunctionLoggers.of(SlackActionHandler.class);
    private final Supplier<Secret> signingSecret;
    private final AnswerLinkFactory links;
    private final SubmitAnswer answers;
    private final PageAnswerExecutor behind;
    private final AnswerAccessRequest requests;
    private final IdempotencyStore handled;
    private final SlackResponseUrl reply;
    private final Clock clock;

    SlackActionHandler(
            Supplier<Secret> signingSecret,
            AnswerLinkFactory links,
            SubmitAnswer answers,
            PageAnswerExecutor behind,
            AnswerAccessRequest requests,
            IdempotencyStore handled,
            SlackResponseUrl reply,
            Clock clock) {
        this.signingSecret = signingSecret;
        this.links = links;
        this.answers = answers;
        this.behind = behind;
        this.requests = requests;
        this.handled = handled;
        this.reply = reply;
        this.clock = clock;
    }

    /** Handles a request and returns the HTTP status of the response to Slack. */
    int handle(AnswerPageRequest request) {
        Instant now = clock.instant();
        String signature = request.header("x-slack-signature").orElse("");
        SlackRequestSignature.Verdict verdict = SlackRequestSignature.check(
                signingSecret.get(),
                request.header("x-slack-request-timestamp").orElse(""),
                signature,
                request.body(),
                now);
        if (verdict != SlackRequestSignature.Verdict.GENUINE) {
            log.log(Level.WARNING, "a click was rejected: its signature is {0}", verdict);
            return 401;
        }
        Optional<SlackButtonClick> click;
        try {
            click = SlackButtonClick.read(request.body());
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a click was rejected: {0}", e.getMessage());
            return 400;
        }
        click.ifPresent(known -> act(known, signature, now));
        return 200;
    }

    private void act(SlackButtonClick click, String signature, Instant now) {
        if (!(links.tickets().read(click.ticket(), now) instanceof TicketSigner.Reading.Genuine(AnswerTicket ticket))
                || (ticket.answer().isEmpty() && !AccessRequestPages.isFor(ticket))) {
            reply.replyPrivately(
                    click.responseUrl(),
                    "This button has expired. Your security team can tell you the status of the question.");
            return;
        }
        TenantId tenant = ticket.tenant();
        String replay = ShortDigests.of(signature);
        if (handled.seen(tenant, SCOPE, replay, now)) {
            return;
        }
        // The click must come from the person for whom the button was made, and Slack must confirm who clicked it.
        Predicate<QuestionRecipient> person = asked -> ticket.isFor(asked.email())
                && asked.channel().filter("slack"::equals).isPresent()
                && asked.address().filter(click.user()::equals).isPresent();
        if (AccessRequestPages.isFor(ticket)) {
            switch (requests.submit(ticket, person)) {
                case AnswerAccessRequest.Result.Answered(var request) ->
                    reply.replaceMessage(click.responseUrl(), AccessRequestPages.summaryLine(request, now));
                case AnswerAccessRequest.Result.Refused(String why) ->
                    reply.replyPrivately(click.responseUrl(), "Nothing was changed: " + why + ".");
                case AnswerAccessRequest.Result.Open _ ->
                    reply.replyPrivately(click.responseUrl(), "Nothing was changed.");
            }
        } else {
            respond(
                    click,
                    ticket,
                    answers.submit(
                            tenant,
                            ticket.about(),
                            person,
                            SubmitAnswer.Submission.of(ticket.answer().orElseThrow(), ticket.state(), "slack")));
        }
        var _ = handled.remember(tenant, SCOPE, replay, now, now.plus(SlackRequestSignature.WINDOW.multipliedBy(2)));
    }

    private void respond(SlackButtonClick click, AnswerTicket ticket, AnswerOutcome outcome) {
        String url = click.responseUrl();
        switch (outcome) {
            case AnswerOutcome.Accepted taken ->
                behind.enqueue(ticket.tenant(), taken.question().id(), Optional.of(url));
            case AnswerOutcome.PassedOn passed ->
                behind.enqueue(ticket.tenant(), passed.question().id(), Optional.of(url));
            case AnswerOutcome.Ended ended
            when ended.isByThem() ->
                behind.enqueue(ticket.tenant(), ended.question().id(), Optional.of(url));
            case AnswerOutcome.Ended ended -> reply.replyPrivately(url, endedText(ended.conclusion()));
            case AnswerOutcome.Changed changed ->
                reply.replyPrivately(
                        url,
                        "Its access has changed since this message was written, so your answer was not saved. Review its current access and decide: "
                                + links.answerPage(links.question(
                                        ticket.tenant(),
                                        changed.question().id(),
                                        changed.person().email(),
                                        changed.state(),
                                        ticket.answer(),
                                        clock.instant())));
            case AnswerOutcome.OwnRequest _ ->
                reply.replyPrivately(
                        url, "You made this request, so someone else must decide on it. Nothing was changed.");
            case AnswerOutcome.NoNextPerson _ ->
                reply.replyPrivately(url, "There is no one else to ask. The question stays with you: please decide.");
            case AnswerOutcome.NotAsked _ ->
                reply.replyPrivately(url, "This question was sent to someone else. Nothing was changed.");
            case AnswerOutcome.NotFound _ -> reply.replyPrivately(url, "This question no longer exists.");
            case AnswerOutcome.Open _ -> reply.replyPrivately(url, "Nothing was changed.");
        }
    }

    private static String endedText(QuestionOutcome end) {
        return end.answer()
                .map(answer -> "It has already been answered with \"%s\". Nothing was changed."
                        .formatted(answer.displayName()))
                .orElse("It is already closed. Nothing was changed.");
    }
}
