package io.grantkeeper.detection;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Timestamp;
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

/** Detects what follows from elapsed time alone: access that expires soon, and access that is no longer used. */
final class TimeBasedRules {
    private final DetectionSettings settings;

    TimeBasedRules(DetectionSettings settings) {
        this.settings = settings;
    }

    List<Finding> findings(IdentitySummary summary, Instant now) {
        if (summary.status() != IdentityStatus.ACTIVE) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (summary.nextExpiry() instanceof Timestamp.At(Instant end)
                && end.isAfter(now)
                && end.isBefore(now.plus(settings.expiryNotice()))) {
            findings.add(finding(
                    summary,
                    FindingType.EXPIRING,
                    "expiring/" + end,
                    Severity.MEDIUM,
                    "stops working in " + days(Duration.between(now, end)),
                    "expires on " + end.toString().substring(0, 10),
                    "Renew it if it is still needed. Otherwise let it expire.",
                    now));
        }
        if (summary.lastUsed() instanceof Timestamp.At(Instant last) && last.isBefore(now.minus(settings.silence()))) {
            findings.add(finding(
                    summary,
                    FindingType.FELL_SILENT,
                    "fell-silent/" + last,
                    summary.severity().atLeast(Severity.HIGH) ? Severity.MEDIUM : Severity.LOW,
                    "has not been used for " + days(Duration.between(last, now)),
                    "last used on " + last.toString().substring(0, 10),
                    "If it is no longer needed, have its access revoked.",
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
            String nextStep,
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
                nextStep,
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
