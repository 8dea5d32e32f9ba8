package io.grantkeeper.local.report;

import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Codes as people say them. */
final class Words {
    private Words() {}

    static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String type(FindingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("ai", "AI");
    }

    static String kind(IdentitySummary summary) {
        String words = summary.id().kind().words();
        return summary.ai() == AiVerdict.YES && !words.startsWith("AI") ? "AI " + words : words;
    }

    static String moment(Moment moment) {
        return moment.toOptional()
                .map(instant -> instant.toString().substring(0, 10))
                .orElseGet(moment::toString);
    }

    /** "3 min ago"; "just now" under a minute. */
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
}
