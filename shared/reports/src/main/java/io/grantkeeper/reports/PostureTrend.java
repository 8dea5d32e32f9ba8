package io.grantkeeper.reports;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The weekly counts for past weeks, derived from the times in stored rows and findings: when a row was first seen and
 * removed, and when a finding was made and closed. Therefore, the trend also covers weeks in which no report was made.
 */
final class PostureTrend {
    /** The number of weeks that the trend covers before the day of the report. */
    private static final int WEEKS = 12;

    private static final Duration YEAR = Duration.ofDays(365);

    private final List<Instant> ends = new ArrayList<>();
    private final int[] identities;
    private final int[] unapprovedAi;
    private final int[] ownerLeft;
    private final int[] drifted;
    private final int[] unrotated;
    private Instant earliest = Instant.MAX;

    PostureTrend(Instant now) {
        for (int weeks = WEEKS; weeks >= 0; weeks--) {
            ends.add(now.minus(Duration.ofDays(7L * weeks)));
        }
        identities = new int[ends.size()];
        unapprovedAi = new int[ends.size()];
        ownerLeft = new int[ends.size()];
        drifted = new int[ends.size()];
        unrotated = new int[ends.size()];
    }

    /** Adds an identity with all its rows and findings, whether or not it still exists. */
    void add(IdentitySummary summary, IdentityRecord stored) {
        if (summary.firstSeen().isBefore(earliest)) {
            earliest = summary.firstSeen();
        }
        Instant gone = summary.status() == IdentityStatus.GONE
                ? stored.identity().removedAt().orElse(summary.changedAt())
                : Instant.MAX;
        for (int point = 0; point < ends.size(); point++) {
            Instant at = ends.get(point);
            if (summary.firstSeen().isAfter(at) || !gone.isAfter(at)) {
                continue;
            }
            identities[point]++;
            unapprovedAi[point] += isOpen(stored, FindingType.SHADOW_AI, at) ? 1 : 0;
            ownerLeft[point] += isOpen(stored, FindingType.OWNER_LEFT, at) ? 1 : 0;
            drifted[point] += isOpen(stored, FindingType.DRIFTED, at) ? 1 : 0;
            unrotated[point] += old(stored, at);
        }
    }

    private static boolean isOpen(IdentityRecord stored, FindingType type, Instant at) {
        return stored.findings().stream()
                .filter(finding -> finding.type() == type)
                .anyMatch(finding -> !finding.foundAt().isAfter(at) && !isClosed(finding, at));
    }

    private static boolean isClosed(Finding finding, Instant at) {
        return finding.closedAt().filter(closed -> !closed.isAfter(at)).isPresent();
    }

    private static int old(IdentityRecord stored, Instant at) {
        return (int) stored.credentials().stream()
                .filter(row -> !row.firstSeen().isAfter(at)
                        && row.removedAt()
                                .filter(removed -> !removed.isAfter(at))
                                .isEmpty())
                .map(StoredRecord::content)
                .filter(credential -> isUsable(credential, at))
                .filter(credential -> credential
                        .lastRotated()
                        .toOptional()
                        .or(() -> credential.created().toOptional())
                        .filter(since -> since.isBefore(at.minus(YEAR)))
                        .isPresent())
                .count();
    }

    private static boolean isUsable(Credential credential, Instant at) {
        return !(credential.expires() instanceof Timestamp.At(Instant end) && !end.isAfter(at))
                && switch (credential.standing()) {
                    case ACTIVE, UNKNOWN -> true;
                    case REQUESTED, SUSPENDED -> false;
                };
    }

    /**
     * The counts of one day.
     *
     * @param unapprovedAi the number of identities with an open finding about unapproved AI
     * @param ownerLeft the number of identities with an open finding about an owner who left
     * @param drifted the number of identities with an open finding about drift
     * @param unrotated the number of credentials that were neither created nor rotated in the preceding year
     */
    record Point(LocalDate day, int identities, int unapprovedAi, int ownerLeft, int drifted, int unrotated) {}

    /**
     * Returns the points in chronological order. Weeks before the first identity was seen are left out, because nothing
     * is known about them.
     */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int point = 0; point < ends.size(); point++) {
            if (!ends.get(point).isBefore(earliest)) {
                points.add(new Point(
                        LocalDate.ofInstant(ends.get(point), ZoneOffset.UTC),
                        identities[point],
                        unapprovedAi[point],
                        ownerLeft[point],
                        drifted[point],
                        unrotated[point]));
            }
        }
        return points;
    }
}
