package io.grantkeeper.detection;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.finding.UsageReview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports significant access that an identity has not used: one finding per identity, and none for trivial access. */
final class OverPrivilegedRule {
    private static final String KEY = "over-privileged/";
    private static final int HEADLINE_POINTS = 2;

    private OverPrivilegedRule() {}

    static Optional<Finding> finding(
            IdentityId identity,
            UsageReview review,
            List<AccessInterpreter.Surplus> surplus,
            List<String> enough,
            Instant now) {
        if (surplus.stream().noneMatch(AccessInterpreter.Surplus::ofWeight)) {
            return Optional.empty();
        }
        Severity highestSeverity =
                surplus.stream().map(AccessInterpreter.Surplus::severity).reduce(Severity.UNKNOWN, Severity::max);
        return Optional.of(new Finding(
                KEY + String.join(" ", review.surplus()),
                identity,
                FindingType.OVER_PRIVILEGED,
                highestSeverity.atLeast(Severity.CRITICAL) ? Severity.HIGH : Severity.MEDIUM,
                FindingStatus.OPEN,
                headline(review),
                List.of(),
                review.unused(),
                List.of(review.sentence()),
                enough.isEmpty()
                        ? "Have its access revoked if nobody needs it."
                        : "Have its access reduced to this: %s.".formatted(UsageText.listed(enough)),
                KnownOrUnknown.unknown(),
                List.of(),
                now,
                Optional.empty(),
                Optional.empty()));
    }

    /**
     * Returns whether an older finding already reported all unused access that a newer finding reports, so that the
     * newer finding need not be sent.
     */
    static boolean covers(Finding older, Finding newer) {
        return surplus(older).containsAll(surplus(newer));
    }

    private static Set<String> surplus(Finding finding) {
        return Set.of(finding.key().substring(KEY.length()).split(" ", -1));
    }

    private static String headline(UsageReview review) {
        List<String> quoted = review.unused().stream()
                .limit(HEADLINE_POINTS)
                .map(words -> "\"" + words + "\"")
                .toList();
        int more = review.unused().size() - HEADLINE_POINTS;
        return "has not used %s%s in %s of recorded usage"
                .formatted(
                        String.join(" and ", quoted),
                        more > 0 ? ", and %d more,".formatted(more) : "",
                        UsageText.days(review.days()));
    }
}
