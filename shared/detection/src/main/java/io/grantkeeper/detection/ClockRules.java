package io.grantkeeper.detection;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What time alone brings about: something ends soon, something has fallen silent. */
final class ClockRules {
    private final DetectionSettings settings;

    ClockRules(DetectionSettings settings) {
        this.settings = settings;
    }

    List<Finding> findings(IdentitySummary summary, Instant now) {
        if (summary.status() != IdentityStatus.ACTIVE) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (summary.nextExpiry() instanceof Moment.At(Instant end)
                && end.isAfter(now)
                && end.isBefore(now.plus(settings.expiryNotice()))) {
            findings.add(finding(
                    summary,
                    FindingType.EXPIRING,
                    "expiring/" + end,
                    Severity.MEDIUM,
                    "stops working in " + days(Duration.between(now, end)),
                    "ends on " + end.toString().substring(0, 10),
                    "Renew it if it is still needed; otherwise let it end.",
                    now));
        }
        if (summary.lastUsed() instanceof Moment.At(Instant last) && last.isBefore(now.minus(settings.silence()))) {
            findings.add(finding(
                    summary,
                    FindingType.FELL_SILENT,
                    "fell-silent/" + last,
                    summary.severity().atLeast(Severity.HIGH) ? Severity.MEDIUM : Severity.LOW,
                    "has not been used for " + days(Duration.between(last, now)),
                    "last used on " + last.toString().substring(0, 10),
                    "If nobody needs it any more, have its access revoked.",
                    now));
        }
        return findings;
    }

    private static Finding finding(
            IdentitySummary summary,
            FindingType type,
            String key,
            Severity severity,
            String headline,
            String fact,
            String advice,
            Instant now) {
        return new Finding(
                key,
                summary.id(),
                type,
                severity,
                FindingStatus.OPEN,
                headline,
                List.of(),
                List.of(fact),
                List.of(),
                advice,
                Knowledge.unknown(),
                List.of(),
                now,
                Optional.empty(),
                Optional.empty());
    }

    private static String days(Duration span) {
        long days = span.toDays();
        return switch ((int) Math.min(days, Integer.MAX_VALUE)) {
            case 0 -> "less than a day";
            case 1 -> "one day";
            default -> days + " days";
        };
    }
}
