package io.grantkeeper.reports;

import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.SourcedTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Converts codes and times to the wording that reports use. */
public final class ReportWording {
    private ReportWording() {}

    static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String type(FindingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("ai", "AI");
    }

    static String kind(IdentitySummary summary) {
        String words = summary.id().kind().displayName();
        return summary.ai() == AiVerdict.YES && !words.startsWith("AI") ? "AI " + words : words;
    }

    static String moment(Timestamp moment) {
        return moment.toOptional()
                .map(instant -> instant.toString().substring(0, 10))
                .orElseGet(moment::toString);
    }

    /**
     * Formats a time with its source and the day up to which the source was read, for example "2026-11-22 (usage, read
     * up to 2026-11-24)".
     */
    static String joined(SourcedTimestamp joined) {
        Optional<String> source = joined.source()
                .map(kind -> switch (kind) {
                    case INVENTORY -> "listing, as of ";
                    case EVENT -> "log, read up to ";
                    case USAGE -> "usage, read up to ";
                    case OPERATOR -> "stated by people, as of ";
                    case REQUEST -> "request, as of ";
                })
                .map(words -> words + joined.asOf().map(ReportWording::day).orElse("an unknown day"));
        return moment(joined.value()) + source.map(words -> " (" + words + ")").orElse("");
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    /** Formats an instant to the second, for example "2026-11-24T08:00:17Z". */
    public static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Formats the time since an instant in one unit, for example "40 s" or "2 days". */
    static String age(Instant then, Instant now) {
        return span(then.isAfter(now) ? Duration.ZERO : Duration.between(then, now));
    }

    /** Formats a duration in one unit, for example "40 s", "3 min", "5 h" or "2 days". */
    static String span(Duration span) {
        if (span.compareTo(Duration.ofMinutes(2)) < 0) {
            return span.toSeconds() + " s";
        }
        if (span.compareTo(Duration.ofHours(2)) < 0) {
            return span.toMinutes() + " min";
        }
        return span.compareTo(Duration.ofDays(2)) < 0 ? span.toHours() + " h" : span.toDays() + " days";
    }

    /** Formats the time since an instant, for example "3 min ago"; less than a minute is "just now". */
    static String ago(Instant then, Instant now) {
        Duration span = Duration.between(then, now);
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return "just now";
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return span.toMinutes() + " min ago";
        }
        return span.compareTo(Duration.ofDays(2)) < 0 ? span.toHours() + " h ago" : span.toDays() + " days ago";
    }

    /** Returns a number followed by the word for the counted items, in the singular or plural. */
    static String counted(long count, String one, String several) {
        return count == 1 ? "1 " + one : count + " " + several;
    }
}
