package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.Recommendation;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.question.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How pages say things; the same on every one of them. */
final class Words {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Function<ProviderId, String> providers;

    Words(Function<ProviderId, String> providers) {
        this.providers = providers;
    }

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static String day(Instant at) {
        return DAY.format(at);
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** A length of time in the largest unit that holds it whole: "2 hours", "90 minutes". */
    static String length(Duration length) {
        long minutes = Math.max(1, length.toMinutes());
        if (minutes % (24 * 60) == 0) {
            return count(minutes / (24 * 60), "day");
        }
        return minutes % 60 == 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
    }

    private static String count(long number, String unit) {
        return number == 1 ? "1 " + unit : number + " " + unit + "s";
    }

    static String verb(Answer answer) {
        return switch (answer) {
            case KEEP -> "Keep";
            case REDUCE -> "Reduce";
            case REVOKE -> "Revoke";
            case NOT_MINE -> "Not mine";
        };
    }

    static String asks(Answer answer, String name) {
        return switch (answer) {
            case KEEP -> "Keep the access of %s?".formatted(name);
            case REDUCE -> "Reduce the access of %s?".formatted(name);
            case REVOKE -> "Revoke the access of %s?".formatted(name);
            case NOT_MINE -> "Is %s not yours?".formatted(name);
        };
    }

    static String confirms(Answer answer) {
        return switch (answer) {
            case KEEP -> "Yes, keep it";
            case REDUCE -> "Yes, reduce it";
            case REVOKE -> "Yes, revoke it";
            case NOT_MINE -> "No, it is not mine";
        };
    }

    /** What holds of an identity, as a page shows it: what was found, what it can do, what it used, what we recommend. */
    Html facts(IdentitySummary identity, List<Finding> findings, Recommendation recommendation) {
        Html facts = new Html();
        facts.element(
                "p class=\"soft\"",
                "%s in %s · %s risk"
                        .formatted(
                                identity.ai() == AiVerdict.YES
                                        ? "AI " + identity.id().kind().words().replace("AI ", "")
                                        : capital(identity.id().kind().words()),
                                providers.apply(identity.provider()),
                                identity.severity().name().toLowerCase(Locale.ROOT)));
        if (!findings.isEmpty()) {
            facts.element("h3", "What was found");
            facts.list(findings.stream()
                    .map(finding -> "It " + finding.headline() + ", seen on " + day(finding.foundAt()) + ".")
                    .toList());
        }
        facts.element("h3", "What it can do");
        facts.list(identity.reaches().isEmpty() ? List.of("Nobody can tell.") : identity.reaches());
        Html used = new Html();
        used.element("dt", "Last used").element("dd", used(identity.lastUsed()));
        used.element("dt", "Its use")
                .element("dd", identity.use().orElseGet(UseReview::withoutUse).sentence());
        used.element("dt", "We recommend")
                .element(
                        "dd",
                        "%s. %s"
                                .formatted(
                                        recommendation.answer().map(Words::verb).orElse("Nothing"),
                                        recommendation.reason()));
        facts.element("dl", used);
        return facts;
    }

    private static String used(Moment moment) {
        return switch (moment) {
            case Moment.At(Instant at) -> day(at);
            case Moment.Never _ -> "never";
            case Moment.Unknown _ -> "unknown: nothing that we can read tells";
        };
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A page that says one thing. */
    static Page message(int status, String title, String... sentences) {
        Html content = new Html().element("h1", title);
        for (String sentence : sentences) {
            content.element("p", sentence);
        }
        return new Page(status, title, content);
    }

    static Page notGenuine() {
        return message(
                404,
                "This link is not one of ours",
                "It may have been cut off. Open it from the message itself, or ask your security team.");
    }

    static Page over() {
        return message(
                410,
                "This link is over",
                "Nothing was changed. Your security team can tell you how the question stands.");
    }
}
