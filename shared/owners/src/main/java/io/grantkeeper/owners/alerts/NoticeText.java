package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of reminders, review invitations, receipts and repeated questions. */
final class NoticeText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MAX_NAMES = 8;

    private NoticeText() {}

    static String day(Instant at) {
        return DAY.format(at);
    }

    /**
     * Returns the reasons for asking a person now: the reasons that apply to this person, and why the previous person
     * did not decide.
     *
     * @param place the person's index among those asked
     */
    static List<String> why(OwnerQuestion question, int place) {
        QuestionRecipient person = question.asked().get(place);
        List<String> why = new ArrayList<>(person.why());
        if (place > 0) {
            QuestionRecipient before = question.asked().get(place - 1);
            if (before.toldAt().isEmpty()) {
                why.add(before.name() + " could not be reached");
            } else if (before.passedAt().isPresent()) {
                why.add(before.name() + " says that they do not own it");
            } else {
                why.add("%s was asked on %s and has not answered"
                        .formatted(before.name(), day(before.toldAt().get())));
            }
        }
        return why;
    }

    /** Returns the reasons for asking a person again: the date of the question, and the reasons that apply to this person. */
    static List<String> reminder(QuestionRecipient person) {
        List<String> why = new ArrayList<>(person.why());
        why.addFirst("you have not answered the question from %s"
                .formatted(day(person.toldAt().orElse(person.plannedAt()))));
        return why;
    }

    /** Returns one person's invitation to a review, or a reminder of that review. */
    static AlertMessage review(
            ReviewCampaign campaign,
            List<String> names,
            AlertRecipient person,
            boolean again,
            Function<ReviewCampaign, String> page) {
        int count = names.size();
        String title = "%s%s %s for your review"
                .formatted(
                        again ? "Reminder: " : "",
                        count == 1 ? names.getFirst() : count + " apps and agents",
                        count == 1 ? "is waiting" : "are waiting");
        String listed = String.join(", ", names.subList(0, Math.min(count, MAX_NAMES)))
                + (count > MAX_NAMES ? " and %d more".formatted(count - MAX_NAMES) : "");
        String end =
                switch (campaign.unanswered()) {
                    case FLAG -> "If nobody confirms access, it is not approved, and the security team is notified.";
                    case REVOKE_AFTER_GRACE ->
                        "If nobody confirms access, it is not approved and will be revoked%s."
                                .formatted(campaign.revokesAt()
                                        .map(at -> " on " + day(at))
                                        .orElse(""));
                };
        String why = person.why().isEmpty()
                ? ""
                : "You are asked because " + String.join(", and because ", person.why()) + ". ";
        return AlertMessage.notice(
                title,
                "%s: %s".formatted(campaign.scope(), listed),
                Severity.MEDIUM,
                "%sOne page shows what each of them can do, what it has used, and what Grantkeeper recommends. Please answer by %s. %s"
                        .formatted(why, day(campaign.dueAt()), end),
                List.of(new AnswerChoice(
                        "open",
                        "Open the review",
                        AnswerChoice.Weight.PRIMARY,
                        Optional.empty(),
                        page.apply(campaign))));
    }

    /** Returns the receipt for an answer. It goes to the person to whom the answer link was sent. */
    static AlertMessage receipt(QuestionOutcome end, IdentitySummary identity) {
        String message = end.answer().map(answer -> answer.displayName()).orElse("nothing");
        return new AlertMessage(
                "Answer recorded: %s for %s".formatted(message, identity.displayName()),
                "You answered \"%s\" on %s.".formatted(message, day(end.at())),
                Severity.LOW,
                Stream.concat(
                                end.results().stream(),
                                Stream.of(
                                        "If this was not you, contact the security team immediately: someone else used the link in your message."))
                        .collect(Collectors.joining(" ")),
                List.of(),
                List.of(),
                "",
                List.of(),
                identity.id().toString(),
                "",
                List.of());
    }

    /** Returns the text that replaces a message whose question was answered. */
    static String answered(OwnerQuestion question, QuestionOutcome end, IdentitySummary identity) {
        String by = end.by()
                .flatMap(question::asked)
                .map(QuestionRecipient::name)
                .or(end::by)
                .orElse("someone");
        String answer = end.answer().map(OwnerAnswer::displayName).orElse("");
        return "%s: answered by %s on %s with \"%s\". %s"
                .formatted(identity.displayName(), by, day(end.at()), answer, String.join(" ", end.results()));
    }

    /** Returns why the question is asked again after an earlier answer. */
    static List<String> whyAgain(QuestionOutcome end) {
        String on = day(end.at());
        return List.of(end.answer()
                .map(answer -> switch (answer) {
                    case KEEP ->
                        "its access was approved only until %s"
                                .formatted(end.until().map(NoticeText::day).orElse("now"));
                    case REDUCE ->
                        "its access has not changed, although the answer on %s was to reduce it".formatted(on);
                    case REVOKE ->
                        "it still has access, although the answer on %s was to revoke all of it".formatted(on);
                    case BLOCK ->
                        "it can still be used, although the answer on %s was to block it for everyone".formatted(on);
                    case TO_APPROVED ->
                        "its access has not changed, although the answer on %s was to go back to what was approved"
                                .formatted(on);
                    case REMOVE_ADDED ->
                        "nothing was removed, although the answer on %s was to remove what was added".formatted(on);
                    case DENY_REQUEST ->
                        "the request is still open, although the answer on %s was to deny it".formatted(on);
                    case APPROVE_REQUEST ->
                        "the request is still open, although the answer on %s was to approve it".formatted(on);
                    case NOT_MINE, NAME_OWNER, ASK_TO_BLOCK, WILL_ACT, ACCEPT, NOT_EXPECTED, OWN -> "it has no owner";
                })
                .orElse("nobody answered when it was reviewed"));
    }
}
