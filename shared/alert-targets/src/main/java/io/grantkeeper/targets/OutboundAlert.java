package io.grantkeeper.targets;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.text.TextNormalization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding as a target receives it. The texts contain names that people outside Grantkeeper chose. Each text is
 * normalized to one line of at most 1,000 characters, and each target escapes it for its own format.
 *
 * @param key identifies the ticket in the target; at most 64 characters of {@code [a-z0-9-]}
 * @param title one line, for example "Notely can now read all of your mail"
 * @param subject the identity, its kind and its provider
 * @param identity the identity's id, with which the reader can look it up
 * @param provider the display name of the provider
 * @param details what changed and why it matters, one sentence each
 * @param advice what to do, in one sentence
 */
public record OutboundAlert(
        String key,
        FindingType type,
        Severity severity,
        String title,
        String subject,
        String identity,
        String provider,
        List<String> details,
        String advice,
        Instant foundAt) {
    /**
     * The maximum number of details. The limit keeps messages in every format roughly within the maximum size of the
     * format.
     */
    private static final int MAX_DETAILS = 20;

    private static final int MAX_LINE = 1_000;

    public OutboundAlert {
        title = line(title);
        subject = line(subject);
        identity = line(identity);
        provider = line(provider);
        details = details.stream().limit(MAX_DETAILS).map(OutboundAlert::line).toList();
        advice = line(advice);
    }

    /** Returns the alert about one finding. */
    public static OutboundAlert of(String key, Finding finding, IdentitySummary identity, String provider) {
        List<String> details = new ArrayList<>();
        if (!finding.before().isEmpty()) {
            details.add((finding.type() == FindingType.DRIFTED ? "Approved: " : "Before: ")
                    + String.join("; ", finding.before()));
        }
        if (!finding.after().isEmpty()) {
            details.add("Now: " + String.join("; ", finding.after()));
        }
        details.addAll(finding.reasonsForTeam());
        return new OutboundAlert(
                key,
                finding.type(),
                finding.severity(),
                identity.displayName() + " " + finding.headline(),
                "%s, %s in %s"
                        .formatted(identity.displayName(), identity.id().kind().displayName(), provider),
                identity.id().toString(),
                provider,
                details,
                finding.advice(),
                finding.foundAt());
    }

    /** Returns the code of a finding's type, as in the configuration and in payloads, for example {@code shadow-ai}. */
    public String typeCode() {
        return AlertTargetRoute.code(type);
    }

    private static String line(String text) {
        return truncate(TextNormalization.oneLine(text), MAX_LINE);
    }

    /** Returns the string, truncated to the given length if necessary. A truncated string ends with an ellipsis. */
    public static String truncate(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
