package io.grantkeeper.alerts;

import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What messages beyond the first one say. */
final class Wording {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MOST_NAMES = 8;

    private Wording() {}

    static String day(Instant at) {
        return DAY.format(at);
    }

    /** Why somebody is asked now: their own reasons, and what became of those before them. */
    static List<String> why(Question question, int place) {
        Asked person = question.asked().get(place);
        List<String> why = new ArrayList<>(person.why());
        if (place > 0) {
            Asked before = question.asked().get(place - 1);
            if (before.toldAt().isEmpty()) {
                why.add(before.name() + " could not be reached");
            } else if (before.passedAt().isPresent()) {
                why.add(before.name() + " says that it is not theirs");
            } else {
                why.add("%s was asked on %s and has not answered"
                        .formatted(before.name(), day(before.toldAt().get())));
            }
        }
        return why;
    }

    static List<String> reminder(Asked person) {
        return List.of("you were asked on %s and have not answered"
                .formatted(day(person.toldAt().orElse(person.plannedAt()))));
    }

    /** One person's invitation to a review, or the reminder of it. */
    static AlertMessage review(
            Campaign campaign, List<String> names, Recipient person, boolean again, Function<Campaign, String> page) {
        int count = names.size();
        String title = "%s%s %s for your review"
                .formatted(
                        again ? "Reminder: " : "",
                        count == 1 ? names.getFirst() : count + " apps and agents",
                        count == 1 ? "waits" : "wait");
        String listed = String.join(", ", names.subList(0, Math.min(count, MOST_NAMES)))
                + (count > MOST_NAMES ? " and %d more".formatted(count - MOST_NAMES) : "");
        String end =
                switch (campaign.unanswered()) {
                    case FLAG -> "What nobody answers is not approved: the security team is told.";
                    case REVOKE_AFTER_GRACE ->
                        "What nobody answers is not approved: its access is taken away%s."
                                .formatted(campaign.revokesAt()
                                        .map(at -> " on " + day(at))
                                        .orElse(""));
                };
        String why = person.why().isEmpty()
                ? ""
                : "You are asked because " + String.join(", and because ", person.why()) + ". ";
        return new AlertMessage(
                title,
                "%s: %s".formatted(campaign.scope(), listed),
                Severity.MEDIUM,
                "%sOne page shows what each can do, what it used, and what we recommend. Please answer by %s. %s"
                        .formatted(why, day(campaign.dueAt()), end),
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                List.of(new Choice(
                        "open", "Open the review", Choice.Weight.PRIMARY, Optional.empty(), page.apply(campaign))));
    }

    /** Tells a person what was answered with their link. */
    static AlertMessage receipt(Conclusion end, IdentitySummary identity) {
        String said = end.answer().map(answer -> answer.words()).orElse("nothing");
        return new AlertMessage(
                "Recorded: %s for %s".formatted(said, identity.displayName()),
                "You answered \"%s\" on %s.".formatted(said, day(end.at())),
                Severity.LOW,
                "If that was not you, tell the security team at once: somebody used the link in your message.",
                List.of(),
                List.of(),
                String.join(" ", end.results()),
                List.of(),
                identity.id().toString(),
                List.of());
    }

    /** Why it is asked again after an answer. */
    static List<String> again(Conclusion end) {
        String on = day(end.at());
        return List.of(end.answer()
                .map(answer -> switch (answer) {
                    case KEEP ->
                        "it was to be kept until %s, which is over"
                                .formatted(end.until().map(Wording::day).orElse("now"));
                    case REDUCE -> "it was to be reduced on %s, and holds what it held".formatted(on);
                    case REVOKE -> "it was to be revoked on %s, and still holds access".formatted(on);
                    case NOT_MINE -> "nobody answers for it";
                })
                .orElse("nobody answered when it was reviewed"));
    }
}
