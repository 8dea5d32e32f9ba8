package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.alerts.slack.SlackReply;
import io.grantkeeper.answers.AnswerAccess;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.Digests;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.answers.Outcome;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.answers.slack.SlackClick;
import io.grantkeeper.answers.slack.SlackSignature;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Hears clicks on buttons in Slack, which waits three seconds for an answer: a click is checked and kept, and the rest is
 * left to the queue.
 */
final class SlackActions {
    private static final String SCOPE = "slack-click";

    private final Logger log = Logs.of(SlackActions.class);
    private final Supplier<Secret> signingSecret;
    private final AnswerLinks links;
    private final GiveAnswer answers;
    private final BehindPages behind;
    private final AnswerAccess requests;
    private final IdempotencyStore handled;
    private final SlackReply reply;
    private final Clock clock;

    SlackActions(
            Supplier<Secret> signingSecret,
            AnswerLinks links,
            GiveAnswer answers,
            BehindPages behind,
            AnswerAccess requests,
            IdempotencyStore handled,
            SlackReply reply,
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

    /** The HTTP status for Slack. */
    int hear(HttpRequest request) {
        Instant now = clock.instant();
        String signature = request.header("x-slack-signature").orElse("");
        SlackSignature.Verdict verdict = SlackSignature.check(
                signingSecret.get(),
                request.header("x-slack-request-timestamp").orElse(""),
                signature,
                request.body(),
                now);
        if (verdict != SlackSignature.Verdict.GENUINE) {
            log.log(Level.WARNING, "a click was refused: its signature is {0}", verdict);
            return 401;
        }
        Optional<SlackClick> click;
        try {
            click = SlackClick.read(request.body());
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a click was refused: {0}", e.getMessage());
            return 400;
        }
        click.ifPresent(known -> act(known, signature, now));
        return 200;
    }

    private void act(SlackClick click, String signature, Instant now) {
        if (!(links.tickets().read(click.ticket(), now) instanceof Tickets.Reading.Genuine(Ticket ticket))
                || (ticket.answer().isEmpty() && !AccessPages.isFor(ticket))) {
            reply.privately(click.responseUrl(), "This button is over. Your security team can tell how it stands.");
            return;
        }
        TenantId tenant = ticket.tenant();
        String replay = Digests.of(signature);
        if (handled.seen(tenant, SCOPE, replay, now)) {
            return;
        }
        // Both the person whom the button was made for and Slack's word on who pressed it.
        Predicate<Asked> person = asked -> ticket.isFor(asked.email())
                && asked.channel().filter("slack"::equals).isPresent()
                && asked.address().filter(click.user()::equals).isPresent();
        if (AccessPages.isFor(ticket)) {
            switch (requests.give(ticket, person)) {
                case AnswerAccess.Result.Answered(var request) ->
                    reply.instead(click.responseUrl(), AccessPages.said(request, now));
                case AnswerAccess.Result.Refused(String why) ->
                    reply.privately(click.responseUrl(), "Nothing was changed: " + why + ".");
                case AnswerAccess.Result.Open _ -> reply.privately(click.responseUrl(), "Nothing was changed.");
            }
        } else {
            follow(
                    click,
                    ticket,
                    answers.give(
                            tenant,
                            ticket.about(),
                            person,
                            GiveAnswer.Given.of(ticket.answer().orElseThrow(), ticket.state(), "slack")));
        }
        var _ = handled.remember(tenant, SCOPE, replay, now, now.plus(SlackSignature.WINDOW.multipliedBy(2)));
    }

    private void follow(SlackClick click, Ticket ticket, Outcome outcome) {
        String url = click.responseUrl();
        switch (outcome) {
            case Outcome.Taken taken ->
                behind.later(ticket.tenant(), taken.question().id(), Optional.of(url));
            case Outcome.PassedOn passed ->
                behind.later(ticket.tenant(), passed.question().id(), Optional.of(url));
            case Outcome.Ended ended
            when ended.byThem() ->
                behind.later(ticket.tenant(), ended.question().id(), Optional.of(url));
            case Outcome.Ended ended -> reply.privately(url, ended(ended.conclusion()));
            case Outcome.Changed changed ->
                reply.privately(
                        url,
                        "It has changed since this message was written, so nothing was done. See what it holds now and decide: "
                                + links.answerPage(links.question(
                                        ticket.tenant(),
                                        changed.question().id(),
                                        changed.person().email(),
                                        changed.state(),
                                        ticket.answer(),
                                        clock.instant())));
            case Outcome.NobodyElse _ ->
                reply.privately(url, "We know of nobody else who could be asked. It stays with you: please decide.");
            case Outcome.NotAsked _ ->
                reply.privately(url, "This question was put to somebody else. Nothing was changed.");
            case Outcome.Gone _ -> reply.privately(url, "This question is not there any more.");
            case Outcome.Open _ -> reply.privately(url, "Nothing was changed.");
        }
    }

    private static String ended(Conclusion end) {
        return end.answer()
                .map(answer -> "It was answered with \"%s\" already. Nothing was changed.".formatted(answer.words()))
                .orElse("It is closed already. Nothing was changed.");
    }
}
